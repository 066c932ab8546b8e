/** The codec {@code bz2}, made of Commons Compress. Chunks, archives and files are unknown here. */
@NullMarked
package io.wyng.codec.bzip2;

import org.jspecify.annotations.NullMarked;
