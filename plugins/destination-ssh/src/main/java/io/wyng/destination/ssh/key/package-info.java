/**
 * The keys with which we show who we are, from files and from the agent, and what the JDK lacks for
 * them. Servers and sessions must not be known here.
 */
@NullMarked
package io.wyng.destination.ssh.key;

import org.jspecify.annotations.NullMarked;
