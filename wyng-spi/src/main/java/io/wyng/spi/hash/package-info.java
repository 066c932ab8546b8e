/** Digests of chunks. A hash knows nothing of volumes, archives or files. */
@NullMarked
package io.wyng.spi.hash;

import org.jspecify.annotations.NullMarked;
