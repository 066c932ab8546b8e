/**
 * How operations fail: one sealed hierarchy, whose leaves know their exit status. Whoever throws
 * names the thing and the remedy.
 */
@NullMarked
package io.wyng.engine.failure;

import org.jspecify.annotations.NullMarked;
