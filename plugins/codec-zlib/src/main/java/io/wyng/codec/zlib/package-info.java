/**
 * The codec {@code zlib}, made of libdeflate and the JDK's own zlib. Chunks, archives and files are
 * unknown here.
 */
@NullMarked
package io.wyng.codec.zlib;

import org.jspecify.annotations.NullMarked;
