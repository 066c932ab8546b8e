/**
 * Finding the chunk that has a digest, in an archive of any size with little memory: the index is
 * made of sorted scratch files. What is done with what was found must not be known here.
 */
@NullMarked
package io.wyng.engine.dedup;

import org.jspecify.annotations.NullMarked;
