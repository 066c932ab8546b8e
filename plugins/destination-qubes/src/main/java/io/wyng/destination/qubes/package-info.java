/**
 * Archives in another qube, through {@code qvm-run}. What a shell in the qube does for an archive
 * must not be known here: that is {@code io.wyng.shell}.
 */
@NullMarked
package io.wyng.destination.qubes;

import org.jspecify.annotations.NullMarked;
