/** Files and block devices that volumes are restored to. Snapshots must not be known here. */
@NullMarked
package io.wyng.source.file.restore;

import org.jspecify.annotations.NullMarked;
