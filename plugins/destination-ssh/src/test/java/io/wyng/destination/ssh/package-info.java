/**
 * Tests against real ssh servers on this machine. What is common to all destinations is tested by
 * their contract and must not be repeated here.
 */
@NullMarked
package io.wyng.destination.ssh;

import org.jspecify.annotations.NullMarked;
