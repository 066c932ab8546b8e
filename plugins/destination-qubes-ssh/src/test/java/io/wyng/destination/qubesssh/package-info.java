/**
 * Tests over a stand-in for {@code qvm-run} and a real ssh server: there is no Qubes here. What
 * every destination must do is tested by the contract.
 */
@NullMarked
package io.wyng.destination.qubesssh;

import org.jspecify.annotations.NullMarked;
