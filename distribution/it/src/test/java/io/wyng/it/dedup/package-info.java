/** Chunks that are stored once and belong to several sessions, with the assembled program. */
@NullMarked
package io.wyng.it.dedup;

import org.jspecify.annotations.NullMarked;
