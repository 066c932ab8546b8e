/**
 * Which chunks of a volume have changed since the last session. Where changes come from and where
 * chunks go must not be known here.
 */
@NullMarked
package io.wyng.engine.change;

import org.jspecify.annotations.NullMarked;
