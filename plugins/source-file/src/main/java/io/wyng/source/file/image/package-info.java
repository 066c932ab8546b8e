/**
 * Contents of volumes and snapshots: where their data lies, how two differ, and overlays that hold
 * only the difference. Which files are whose snapshots must not be known here.
 */
@NullMarked
package io.wyng.source.file.image;

import org.jspecify.annotations.NullMarked;
