package io.wyng.spi.codec;

import java.nio.ByteBuffer;

/**
 * Compresses chunks, one after the other. Used by one thread at a time and reused for many chunks.
 *
 * <p>All buffers have an accessible array ({@link ByteBuffer#hasArray()}).
 */
public interface Compressor extends AutoCloseable {

  /**
   * An upper bound of the compressed length.
   *
   * @param sourceLength bytes to compress, 1 to 16 MiB
   * @return bytes that {@link #compress} may need in its target
   */
  int maxCompressedLength(int sourceLength);

  /**
   * Compresses all remaining bytes of the source as one complete stream into the target.
   *
   * <p>The source's position moves to its limit, the target's position behind the last byte
   * written.
   *
   * @param source 1 byte to 16 MiB; not modified
   * @param target with at least {@link #maxCompressedLength} bytes remaining
   * @throws IllegalArgumentException when the target has less; nothing is written then
   */
  void compress(ByteBuffer source, ByteBuffer target);

  /** Releases what the compressor holds. Closing twice is allowed. */
  @Override
  void close();
}
