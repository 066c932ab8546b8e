package io.wyng.spi.source;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a snapshot at any position. Used by one thread at a time. */
public interface BlockReader extends AutoCloseable {

  /**
   * Fills the buffer's remaining bytes.
   *
   * @param position bytes from the start
   * @param target receives the bytes, a buffer of any kind; position plus remaining is at most the
   *     snapshot's size
   * @throws IOException when the bytes cannot be read, also at an unexpected end
   */
  void read(long position, ByteBuffer target) throws IOException;

  /**
   * Ends reading. When this method returns, what was read is the volume's content at the instant of
   * the snapshot, and the snapshot is durable.
   *
   * @throws IOException when that cannot be guaranteed: what was read is worthless then
   */
  @Override
  void close() throws IOException;
}
