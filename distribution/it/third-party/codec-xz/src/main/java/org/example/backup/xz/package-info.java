/** Compression of chunks with XZ. Volumes, archives and files are unknown here. */
@NullMarked
package org.example.backup.xz;

import org.jspecify.annotations.NullMarked;
