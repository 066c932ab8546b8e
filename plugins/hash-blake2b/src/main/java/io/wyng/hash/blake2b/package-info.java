/**
 * The hash {@code blake2b}, made of Bouncy Castle's BLAKE2b. Chunks, archives and files are unknown
 * here.
 */
@NullMarked
package io.wyng.hash.blake2b;

import org.jspecify.annotations.NullMarked;
