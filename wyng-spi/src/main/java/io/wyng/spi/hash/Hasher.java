package io.wyng.spi.hash;

import java.nio.ByteBuffer;

/** Computes digests, one after the other. Used by one thread at a time and reused. */
public interface Hasher {

  /**
   * Adds the remaining bytes of the buffer, whose position moves to its limit.
   *
   * @param data with an accessible array; not modified
   */
  void update(ByteBuffer data);

  /**
   * The digest of all that was added since the last call, after which the hasher starts afresh.
   *
   * @return a new array of {@link HashProvider#digestLength()} bytes
   */
  byte[] digest();
}
