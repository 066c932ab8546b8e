/**
 * Archives on an ssh server behind a qube, through {@code qvm-run} and that qube's {@code ssh}.
 * What a shell on the server does for an archive must not be known here: that is {@code
 * io.wyng.shell}.
 */
@NullMarked
package io.wyng.destination.qubesssh;

import org.jspecify.annotations.NullMarked;
