/**
 * What the files of ssh in the home directory and in {@code /etc/ssh} say, settings of hosts and
 * known host keys, and what the operator has set of this plugin. Nothing here talks to a server.
 */
@NullMarked
package io.wyng.destination.ssh.settings;

import org.jspecify.annotations.NullMarked;
