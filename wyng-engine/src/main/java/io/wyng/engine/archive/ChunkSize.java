package io.wyng.engine.archive;

/**
 * The size of an archive's chunks, and the arithmetic that follows from it.
 *
 * <p>Archive format 1, section 2.1: 32 KiB times a power of two for new archives (chunk factor 1 to
 * 6); the predecessors allowed any multiple of 64 KiB up to 16 MiB.
 *
 * @param bytes bytes in a chunk
 */
public record ChunkSize(int bytes) {

  /** The chunk factor of a new archive when none is given: 64 KiB. */
  public static final int DEFAULT_FACTOR = 1;

  /** The greatest chunk factor of a new archive: 2 MiB. */
  public static final int MAX_FACTOR = 6;

  private static final int UNIT = 64 * 1024;
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException when no archive can have chunks of that size
   */
  public ChunkSize {
    if (bytes < UNIT || bytes > MAX_BYTES || bytes % UNIT != 0) {
      throw new IllegalArgumentException(
          "Invalid chunk size " + bytes + ": expected a multiple of 65536 up to 16777216");
    }
  }

  /**
   * The size for a chunk factor.
   *
   * @param factor 1 to {@link #MAX_FACTOR}
   * @return 64 KiB for 1, 128 KiB for 2, and so on
   * @throws IllegalArgumentException when the factor is out of range
   */
  public static ChunkSize ofFactor(int factor) {
    if (factor < DEFAULT_FACTOR || factor > MAX_FACTOR) {
      throw new IllegalArgumentException(
          "Invalid chunk factor " + factor + ": expected 1 to " + MAX_FACTOR);
    }
    return new ChunkSize((UNIT / 2) << factor);
  }

  /**
   * The number of chunks of a volume.
   *
   * @param volumeBytes size of the volume, 0 or more
   * @return chunks, the last one perhaps short
   */
  public long chunks(long volumeBytes) {
    return Math.ceilDiv(volumeBytes, bytes);
  }

  /**
   * The address of the last chunk of a volume.
   *
   * @param volumeBytes size of the volume, 1 or more
   * @return byte offset
   */
  public long lastAddress(long volumeBytes) {
    return (volumeBytes - 1) / bytes * bytes;
  }

  /**
   * The length of the chunk at an address.
   *
   * @param address byte offset of the chunk
   * @param volumeBytes size of the volume, greater than the address
   * @return bytes; less than the chunk size only for the last chunk
   */
  public int lengthAt(long address, long volumeBytes) {
    return (int) Math.min(bytes, volumeBytes - address);
  }

  /**
   * The greatest size of a stored chunk that is accepted: a compressor may expand what cannot be
   * compressed by a little (archive format 1, section 2.5).
   *
   * @return bytes
   */
  public int maxStoredBytes() {
    return bytes + bytes / 64;
  }
}
