package io.wyng.destination.ssh.settings;

import java.time.Duration;

/**
 * How long to wait before something is taken for broken.
 *
 * @param connect for a connection, and again for each step until the server lets us in
 * @param silence for any sign of life of the server, before the connection is taken for dead
 * @param answer for the answer to a request, while the server lives: its disks may be slow
 */
public record Limits(Duration connect, Duration silence, Duration answer) {

  /** How long a server may think about a request. */
  static final Duration ANSWER = Duration.ofMinutes(10);
}
