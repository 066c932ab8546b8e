package io.wyng.source.file.linux;

import java.nio.ByteBuffer;

/** Bytes that are zero. */
public final class Zeros {

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

  private Zeros() {}

  /** At most that many zeros, and at least one. */
  static ByteBuffer upTo(long length) {
    return ZEROS.slice(0, (int) Math.min(length, ZEROS.capacity()));
  }

  /**
   * Whether all remaining bytes are zero.
   *
   * @param data the bytes, at most 1 MiB; its position stays
   * @return true when none is other than zero
   */
  public static boolean isAllZero(ByteBuffer data) {
    return data.mismatch(ZEROS.slice(0, data.remaining())) < 0;
  }

  /**
   * Puts zeros into all that remains of a buffer.
   *
   * @param target the buffer
   */
  public static void fill(ByteBuffer target) {
    while (target.hasRemaining()) {
      target.put(upTo(target.remaining()));
    }
  }
}
