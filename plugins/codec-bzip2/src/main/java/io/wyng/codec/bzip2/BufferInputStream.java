package io.wyng.codec.bzip2;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads from a buffer. */
final class BufferInputStream extends InputStream {

  private final ByteBuffer source;

  BufferInputStream(ByteBuffer source) {
    this.source = source;
  }

  @Override
  public int read() {
    return source.hasRemaining() ? source.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length > 0 && !source.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, source.remaining());
    source.get(bytes, offset, count);
    return count;
  }
}
