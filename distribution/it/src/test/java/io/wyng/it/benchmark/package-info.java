/**
 * How fast the assembled program is, and how much memory it takes. Nothing here passes or fails;
 * the numbers are for people.
 */
@NullMarked
package io.wyng.it.benchmark;

import org.jspecify.annotations.NullMarked;
