package io.wyng.spi.hash;

import io.wyng.spi.Provider;

/**
 * A cryptographic hash, found by the name that the archive stores ({@code sha256}, {@code
 * blake2b}).
 */
public interface HashProvider extends Provider {

  /**
   * The length of a digest.
   *
   * @return bytes, 16 to 64
   */
  int digestLength();

  /**
   * A hasher without a key, for one thread.
   *
   * @return a new hasher
   */
  Hasher newHasher();

  /**
   * A hasher with a secret key (a message authentication code), for one thread.
   *
   * @param key 16 to 64 bytes; copied
   * @return a new hasher whose digests depend on the key
   * @throws IllegalArgumentException when the key is shorter or longer than that
   */
  Hasher newHasher(byte[] key);
}
