package io.wyng.spi.destination;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The contents of many extents, in the order in which they were asked for. Used by one thread. */
public interface Download extends AutoCloseable {

  /** The answer of {@link #next} for a file that does not exist. */
  long MISSING = -1;

  /**
   * Takes the next extent.
   *
   * @param target receives the bytes from the extent's offset on, at most the extent's {@code
   *     maxLength}; it has at least that many bytes remaining. Its position moves behind the last
   *     byte
   * @return how many bytes the file holds from the extent's offset on, which is more than were put
   *     into the target when the file is longer than asked for; {@link #MISSING} when there is no
   *     such file
   * @throws IOException when the file exists but cannot be read, is no regular file, or the
   *     connection failed
   * @throws java.util.NoSuchElementException when all extents were taken
   * @throws RuntimeException what the iterator of extents threw, when those before it were taken
   */
  long next(ByteBuffer target) throws IOException;

  /** Stops reading ahead and releases what is held. */
  @Override
  void close() throws IOException;
}
