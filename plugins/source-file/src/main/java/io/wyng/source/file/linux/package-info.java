/**
 * What Linux can do with files and block devices beyond the JDK: holes, clones, shared extents,
 * exclusive use. Volumes, snapshots and archives must not be known here.
 */
@NullMarked
package io.wyng.source.file.linux;

import org.jspecify.annotations.NullMarked;
