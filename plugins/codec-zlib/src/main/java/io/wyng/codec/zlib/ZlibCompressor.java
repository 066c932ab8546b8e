package io.wyng.codec.zlib;

import io.wyng.spi.codec.Compressor;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Compresses with one {@link Deflater}, which is reset after each chunk. */
final class ZlibCompressor implements Compressor {

  private final Deflater deflater;

  ZlibCompressor(int level) {
    deflater = new Deflater(level);
  }

  /**
   * Nine bits for each byte and then some: what zlib-ng may need on level 1, which a Java run-time
   * can be linked to. The zlib that is meant to be there needs far less.
   */
  @Override
  public int maxCompressedLength(int sourceLength) {
    return sourceLength + (sourceLength >>> 3) + (sourceLength >>> 6) + 64;
  }

  @Override
  public void compress(ByteBuffer source, ByteBuffer target) {
    Encoder.requireRoom(maxCompressedLength(source.remaining()), target.remaining());
    try {
      deflater.setInput(source);
      deflater.finish();
      while (!deflater.finished()) {
        if (deflater.deflate(target) == 0 && !deflater.finished()) {
          throw new IllegalStateException("zlib needs more room than any zlib should");
        }
      }
    } finally {
      deflater.reset();
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
