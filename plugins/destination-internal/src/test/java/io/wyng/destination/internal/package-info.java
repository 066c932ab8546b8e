/**
 * Tests of the internal destination on real file systems. What every destination must do is tested
 * by the contract.
 */
@NullMarked
package io.wyng.destination.internal;

import org.jspecify.annotations.NullMarked;
