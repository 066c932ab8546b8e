package io.wyng.spi.destination;

/**
 * A file, or a part of one, to be read.
 *
 * @param path the file
 * @param offset where the part starts, in bytes
 * @param maxLength the most bytes to return, 1 or more: a file may be shorter than that
 */
public record Extent(ArchivePath path, long offset, int maxLength) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when the offset is negative or the length not positive
   */
  public Extent {
    if (offset < 0 || maxLength < 1) {
      throw new IllegalArgumentException("Extent of " + maxLength + " bytes at " + offset);
    }
  }
}
