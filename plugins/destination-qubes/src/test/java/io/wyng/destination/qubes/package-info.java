/**
 * Tests over a stand-in for {@code qvm-run}: there is no Qubes here. What every destination must do
 * is tested by the contract.
 */
@NullMarked
package io.wyng.destination.qubes;

import org.jspecify.annotations.NullMarked;
