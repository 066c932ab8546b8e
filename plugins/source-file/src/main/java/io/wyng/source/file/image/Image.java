package io.wyng.source.file.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The content of a volume or snapshot. Several threads may read it at a time. */
public interface Image extends Closeable {

  /**
   * The size of the volume.
   *
   * @return bytes
   */
  long sizeBytes();

  /**
   * Fills the buffer's remaining bytes. Behind the end of the image there are zeros.
   *
   * @param position bytes from the start
   * @param target receives the bytes
   * @throws IOException when it cannot be read, or is shorter than it was when it was opened
   */
  void read(long position, ByteBuffer target) throws IOException;

  /**
   * The first byte at or behind a position that may be other than zero.
   *
   * @param position bytes from the start
   * @return its position; {@link Long#MAX_VALUE} when there is none
   * @throws IOException when the file system cannot be asked
   */
  long nextData(long position) throws IOException;

  /**
   * The end of the data that a position is in: up to there, every byte may be other than zero.
   *
   * @param position an answer of {@link #nextData}
   * @return the position behind the last byte, at most the size
   * @throws IOException when the file system cannot be asked
   */
  long endOfData(long position) throws IOException;
}
