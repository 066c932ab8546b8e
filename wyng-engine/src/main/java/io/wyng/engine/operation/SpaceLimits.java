package io.wyng.engine.operation;

/**
 * How full the volumes' storage may be when a snapshot is made. A pool that runs out of space stops
 * its volumes; one that runs out of metadata is lost without repair, so more of that is kept free.
 *
 * @param dataPercent refused from here on: 1 to 100, or 101 for never
 * @param metadataPercent refused from here on: 1 to 100, or 101 for never
 */
public record SpaceLimits(int dataPercent, int metadataPercent) {

  /** The limits when the user gives none: 90 % of the data, 80 % of the metadata. */
  public static final SpaceLimits STANDARD = new SpaceLimits(90, 80);

  /** The greatest limit, which is never reached. */
  public static final int NEVER = 101;

  private static final int WARNING_DISTANCE = 10;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public SpaceLimits {
    check(dataPercent);
    check(metadataPercent);
  }

  private static void check(int percent) {
    if (percent < 1 || percent > NEVER) {
      throw new IllegalArgumentException(
          "Invalid limit " + percent + ": expected a percentage from 1 to 100, or " + NEVER);
    }
  }

  /** From here on the user is warned. */
  static int warningFor(int limitPercent) {
    return limitPercent - WARNING_DISTANCE;
  }
}
