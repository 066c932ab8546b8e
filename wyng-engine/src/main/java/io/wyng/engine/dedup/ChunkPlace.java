package io.wyng.engine.dedup;

/**
 * Where a chunk is stored.
 *
 * @param session a number that stands for a session of a volume, 0 or more, less than {@link
 *     Integer#MAX_VALUE}
 * @param address byte offset in the volume
 */
public record ChunkPlace(int session, long address) {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public ChunkPlace {
    if (session < 0 || session == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Invalid session number " + session);
    }
  }
}
