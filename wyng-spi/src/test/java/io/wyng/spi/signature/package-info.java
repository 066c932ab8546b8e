/**
 * Compares what plugins see with what was recorded for each version of the interface. This package
 * is not part of the test kit for plugins.
 */
@NullMarked
package io.wyng.spi.signature;

import org.jspecify.annotations.NullMarked;
