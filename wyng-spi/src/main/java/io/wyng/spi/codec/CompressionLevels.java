package io.wyng.spi.codec;

/**
 * The levels of a codec.
 *
 * @param lowest the lowest level, usually the fastest
 * @param highest the highest level, usually the smallest output
 * @param standard the level when the user names none
 */
public record CompressionLevels(int lowest, int highest, int standard) {

  /**
   * Checks that the default lies within the range.
   *
   * @throws IllegalArgumentException when it does not
   */
  public CompressionLevels {
    if (standard < lowest || standard > highest) {
      throw new IllegalArgumentException(
          "Level " + standard + " is not within " + lowest + ".." + highest);
    }
  }

  /**
   * Whether a level is accepted.
   *
   * @param level any number
   * @return true when it lies within the range
   */
  public boolean contains(int level) {
    return level >= lowest && level <= highest;
  }

  /**
   * Checks a level, for the start of {@link CodecProvider#newCompressor}.
   *
   * @param level any number
   * @return the level
   * @throws IllegalArgumentException when it lies outside the range
   */
  public int checked(int level) {
    if (!contains(level)) {
      throw new IllegalArgumentException(
          "Level " + level + " is not within " + lowest + ".." + highest);
    }
    return level;
  }
}
