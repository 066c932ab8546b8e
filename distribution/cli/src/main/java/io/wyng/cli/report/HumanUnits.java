package io.wyng.cli.report;

import java.time.Duration;
import java.util.Locale;

/** Sizes, rates and durations as people read them. */
final class HumanUnits {

  private static final String[] SIZE_UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final double STEP = 1024;

  private HumanUnits() {}

  /** {@code 512 B}, {@code 1.5 KiB}, {@code 20.0 GiB}. */
  static String size(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes / STEP;
    int unit = 0;
    while (Math.round(value * 10) >= STEP * 10) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, SIZE_UNITS[unit]);
  }

  /** {@code 35.2 MiB/s}; without a duration to divide by, the size alone. */
  static String rate(long bytes, Duration duration) {
    double seconds = seconds(duration);
    return seconds <= 0 ? size(bytes) : size(Math.round(bytes / seconds)) + "/s";
  }

  /** {@code 0.4 s}, {@code 3 min 05 s}, {@code 2 h 03 min}. */
  static String duration(Duration duration) {
    long whole = Math.round(seconds(duration));
    if (whole < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds(duration));
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  /** Seconds with a fraction. */
  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
