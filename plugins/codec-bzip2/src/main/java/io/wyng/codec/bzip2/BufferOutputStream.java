package io.wyng.codec.bzip2;

import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes to a buffer. */
final class BufferOutputStream extends OutputStream {

  private final ByteBuffer target;

  BufferOutputStream(ByteBuffer target) {
    this.target = target;
  }

  @Override
  public void write(int value) {
    target.put((byte) value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    target.put(bytes, offset, length);
  }
}
