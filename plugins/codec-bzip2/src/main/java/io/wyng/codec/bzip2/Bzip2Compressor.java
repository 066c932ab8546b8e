package io.wyng.codec.bzip2;

import io.wyng.spi.codec.Compressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Compresses with a stream object for each chunk: the library's cannot be used again. */
final class Bzip2Compressor implements Compressor {

  private static final int BLOCK_UNIT = 100_000;

  /** The header is {@code BZh} and the digit of the block size. */
  private static final int LEVEL_DIGIT = 3;

  private final int level;

  Bzip2Compressor(int level) {
    this.level = level;
  }

  /** Twice what the manual of bzip2 grants (one per cent and 600 bytes). */
  @Override
  public int maxCompressedLength(int sourceLength) {
    return sourceLength + sourceLength / 50 + 1200;
  }

  @Override
  public void compress(ByteBuffer source, ByteBuffer target) {
    checkRoom(source, target);
    int length = source.remaining();
    int start = target.position();
    try (BZip2CompressorOutputStream bzip2 =
        new BZip2CompressorOutputStream(new BufferOutputStream(target), blockSize(length))) {
      bzip2.write(source.array(), source.arrayOffset() + source.position(), length);
    } catch (IOException e) {
      throw new UncheckedIOException("bzip2 cannot write to memory", e);
    }
    target.put(start + LEVEL_DIGIT, (byte) ('0' + level));
    source.position(source.limit());
  }

  /**
   * The smallest block size that takes the whole chunk as one block, or else the level. The library
   * allocates and clears about 10 MB for blocks of the largest size, however short the chunk is.
   * What it writes for a chunk of one block differs by the digit in the header alone, and the
   * header shall say the level.
   *
   * <p>bzip2's first step makes five bytes of four equal ones at worst, and the library fills a
   * block to 20 bytes less than its size.
   */
  private int blockSize(int length) {
    long longest = length + length / 4L + 20;
    return (int) Math.min(level, longest / BLOCK_UNIT + 1);
  }

  private void checkRoom(ByteBuffer source, ByteBuffer target) {
    int needed = maxCompressedLength(source.remaining());
    if (target.remaining() < needed) {
      throw new IllegalArgumentException(
          "The target has room for " + target.remaining() + " bytes, but needs " + needed);
    }
  }

  @Override
  public void close() {
    // Each chunk's stream object was closed with the chunk.
  }
}
