/**
 * Runs commands over a connection, for the library that makes a destination of a shell. Archives
 * must not be known here.
 */
@NullMarked
package io.wyng.destination.ssh.shell;

import org.jspecify.annotations.NullMarked;
