/**
 * The test kit for authors of plugins: one contract per kind of provider, which a plugin's own test
 * extends in about ten lines. Tests of one particular plugin must not be here.
 */
@NullMarked
package io.wyng.spi.contract;

import org.jspecify.annotations.NullMarked;
