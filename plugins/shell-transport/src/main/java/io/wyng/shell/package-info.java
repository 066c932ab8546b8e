/**
 * A destination made of a POSIX shell that runs elsewhere. How the shell is reached (ssh, {@code
 * qvm-run}, …) must not be known here.
 */
@NullMarked
package io.wyng.shell;

import org.jspecify.annotations.NullMarked;
