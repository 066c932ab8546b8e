package io.wyng.spi.source;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A place that a volume is restored to. Used by one thread at a time.
 *
 * <p>With {@link TargetRequest.Content#REPLACED}, each byte of the target is either {@linkplain
 * #write written} or {@linkplain #zero zeroed} exactly once, in ascending order, before {@link
 * #finish}.
 */
public interface RestoreTarget extends AutoCloseable {

  /**
   * Writes all remaining bytes of the buffer.
   *
   * @param position bytes from the start
   * @param data the bytes; its position moves to its limit
   * @throws IOException when it fails, for instance for lack of space
   */
  void write(long position, ByteBuffer data) throws IOException;

  /**
   * Makes a range read as zeros, freeing its space where the storage can (a hole, a discard). Costs
   * next to nothing where the range is known to be zero already.
   *
   * @param position bytes from the start
   * @param length bytes
   * @throws IOException when it fails
   */
  void zero(long position, long length) throws IOException;

  /**
   * Fills the buffer's remaining bytes from the target's present content.
   *
   * @param position bytes from the start
   * @param target receives the bytes; position plus remaining is at most the size
   * @throws IOException when it fails
   */
  void read(long position, ByteBuffer target) throws IOException;

  /**
   * Makes what was written durable and visible under the target's path.
   *
   * @throws IOException when it fails; the target must then be taken as unusable
   */
  void finish() throws IOException;

  /**
   * Ends the use of the target. Without {@link #finish} before, a regular file that was to be
   * {@link TargetRequest.Content#REPLACED} keeps its former content; a device, or a file that was
   * to be {@link TargetRequest.Content#UPDATED}, holds an unfinished mixture.
   */
  @Override
  void close() throws IOException;
}
