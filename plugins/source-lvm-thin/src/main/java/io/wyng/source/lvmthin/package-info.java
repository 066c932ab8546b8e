/**
 * LVM thin pools: their volumes, Wyng's snapshots of them, what thin metadata says about changes,
 * and restoring to logical volumes. All of it works through the host's own programs; what an
 * archive looks like must not be known here.
 */
@NullMarked
package io.wyng.source.lvmthin;

import org.jspecify.annotations.NullMarked;
