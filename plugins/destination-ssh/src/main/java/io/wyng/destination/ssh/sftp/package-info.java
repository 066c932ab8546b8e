/**
 * An archive over SFTP alone: the protocol, and a destination made of it. How the connection came
 * about must not be known here.
 */
@NullMarked
package io.wyng.destination.ssh.sftp;

import org.jspecify.annotations.NullMarked;
