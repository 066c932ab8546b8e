package org.example.backup.xz;

import io.wyng.spi.codec.Compressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * Compresses each chunk into a stream of its own. The dictionary is as large as the chunk: a larger
 * one would only cost memory, here and when the chunk is decompressed.
 */
final class XzCompressor implements Compressor {

  /** Headers, index and footer of a stream, generously. */
  private static final int FRAME_BYTES = 512;

  /** What incompressible data grows by is less than a part in so many. */
  private static final int GROWTH_PART = 1024;

  private final LZMA2Options options;
  private final ArrayCache arrays = new BasicArrayCache();

  XzCompressor(int level) {
    try {
      options = new LZMA2Options(level);
    } catch (UnsupportedOptionsException e) {
      throw new IllegalArgumentException("Level " + level, e);
    }
  }

  @Override
  public int maxCompressedLength(int sourceLength) {
    return sourceLength + sourceLength / GROWTH_PART + FRAME_BYTES;
  }

  @Override
  public void compress(ByteBuffer source, ByteBuffer target) {
    int length = source.remaining();
    int needed = maxCompressedLength(length);
    if (target.remaining() < needed) {
      throw new IllegalArgumentException(
          "The target has room for " + target.remaining() + " bytes, but needs " + needed);
    }
    try {
      options.setDictSize(Math.max(length, LZMA2Options.DICT_SIZE_MIN));
      try (XZOutputStream stream =
          new XZOutputStream(new BufferOutput(target), options, XZ.CHECK_CRC32, arrays)) {
        stream.write(source.array(), source.arrayOffset() + source.position(), length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory does not fail", e);
    }
    source.position(source.limit());
  }

  /** The collector frees what is held. */
  @Override
  public void close() {}
}
