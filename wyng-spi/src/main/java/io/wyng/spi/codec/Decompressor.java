package io.wyng.spi.codec;

import java.nio.ByteBuffer;

/**
 * Decompresses chunks, one after the other. Used by one thread at a time and reused for many
 * chunks.
 *
 * <p>All buffers have an accessible array ({@link ByteBuffer#hasArray()}). The input may be
 * hostile.
 */
public interface Decompressor extends AutoCloseable {

  /**
   * Decompresses the one complete stream that the source's remaining bytes are.
   *
   * <p>The source's position moves to its limit, the target's position behind the last byte
   * written. The bytes from there to the target's limit are undefined afterwards. Never more than
   * the target's remaining bytes are produced, nor is memory used in proportion to what the input
   * claims, so that a decompression bomb cannot expand. After an exception the decompressor can be
   * used again; both positions and the target's content are then undefined.
   *
   * @param source the compressed bytes; not modified
   * @param target receives the decompressed bytes
   * @throws CorruptDataException when the source is not exactly one complete stream (damaged,
   *     truncated, followed by other bytes), or would decompress to more than the target can take
   */
  void decompress(ByteBuffer source, ByteBuffer target) throws CorruptDataException;

  /** Releases what the decompressor holds. Closing twice is allowed. */
  @Override
  void close();
}
