package io.wyng.source.file.linux;

import java.nio.ByteBuffer;

/**
 * Memory for reading and writing files that begins with a page. Into memory that lies a few bytes
 * behind the start of a page, as the JVM's own does, many processors copy at a fifth of the speed.
 */
public final class PageBuffer {

  private static final int PAGE_BYTES = 4096;

  private PageBuffer() {}

  /**
   * A new buffer.
   *
   * @param bytes its capacity, a multiple of 4096
   * @return a direct buffer
   */
  public static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes + PAGE_BYTES - 1).alignedSlice(PAGE_BYTES);
  }
}
