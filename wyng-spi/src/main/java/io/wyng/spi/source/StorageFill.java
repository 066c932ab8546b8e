package io.wyng.spi.source;

/**
 * How full the storage is in which snapshots are made.
 *
 * @param storage the storage, as an operator calls it
 * @param data the space for the volumes' content
 * @param metadata the space for the storage's own administration
 */
public record StorageFill(String storage, Level data, Level metadata) {

  /**
   * How full one kind of space is.
   *
   * @param percent per cent in use, 0 to 100, rounded up
   * @param remedy how the operator makes it bigger, as a sentence
   */
  public record Level(int percent, String remedy) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException when it is no percentage
     */
    public Level {
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException("Invalid percentage " + percent);
      }
    }
  }
}
