package io.wyng.shell;

import java.time.Duration;

/**
 * How long the far side may be silent.
 *
 * @param silenceLimit after this time without a sign of life it is given up
 * @param beat the time between two signs of life that it gives during long work
 */
record Timing(Duration silenceLimit, Duration beat) {

  static final Timing DEFAULT = patient(Duration.ofMinutes(5));

  /** The usual beat, several of which fit into the silence that is allowed. */
  static Timing patient(Duration silenceLimit) {
    return new Timing(silenceLimit, Duration.ofSeconds(20));
  }
}
