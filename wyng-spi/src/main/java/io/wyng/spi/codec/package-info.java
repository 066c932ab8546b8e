/** Compression of chunks. A codec knows nothing of volumes, archives or files. */
@NullMarked
package io.wyng.spi.codec;

import org.jspecify.annotations.NullMarked;
