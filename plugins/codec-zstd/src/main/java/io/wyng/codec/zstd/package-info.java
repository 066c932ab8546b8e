/** The codec {@code zstd}, made of zstd-jni. Chunks, archives and files are unknown here. */
@NullMarked
package io.wyng.codec.zstd;

import org.jspecify.annotations.NullMarked;
