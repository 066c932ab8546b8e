package io.wyng.shell;

import java.time.Duration;

/**
 * How long the far side may be silent.
 *
 * @param silenceLimit after this time without a sign of life it is given up
 * @param beat the time between two signs of life that it gives during long work
 */
record Timing(Duration silenceLimit, Duration beat) {

  static final Timing DEFAULT = new Timing(Duration.ofMinutes(5), Duration.ofSeconds(20));
}
