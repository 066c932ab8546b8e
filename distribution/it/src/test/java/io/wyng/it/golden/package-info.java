/**
 * Archives that the original programs made, read, restored and continued. What they hold is told by
 * their own descriptions; nothing is made here.
 */
@NullMarked
package io.wyng.it.golden;

import org.jspecify.annotations.NullMarked;
