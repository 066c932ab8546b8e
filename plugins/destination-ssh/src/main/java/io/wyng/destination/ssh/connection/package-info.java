/**
 * One authenticated connection to one server, and why it could not be made or was lost. What is
 * done over it must not be known here.
 */
@NullMarked
package io.wyng.destination.ssh.connection;

import org.jspecify.annotations.NullMarked;
