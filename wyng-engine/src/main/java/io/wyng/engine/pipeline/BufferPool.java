package io.wyng.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers of one size, used again and again, so that memory does not depend on how much passes
 * through. Safe for use by several threads.
 */
public final class BufferPool {

  private final int bufferBytes;
  private final Deque<ByteBuffer> free = new ArrayDeque<>();

  /**
   * An empty pool.
   *
   * @param bufferBytes size of its buffers
   */
  public BufferPool(int bufferBytes) {
    this.bufferBytes = bufferBytes;
  }

  /**
   * A cleared buffer with an accessible array: the one returned last, or a new one.
   *
   * @return the caller's until {@link #give}
   */
  public ByteBuffer take() {
    synchronized (free) {
      ByteBuffer buffer = free.poll();
      return buffer == null ? ByteBuffer.allocate(bufferBytes) : buffer.clear();
    }
  }

  /**
   * Returns a buffer.
   *
   * @param buffer one that was taken, which nobody uses any more
   */
  public void give(ByteBuffer buffer) {
    synchronized (free) {
      free.push(buffer);
    }
  }
}
