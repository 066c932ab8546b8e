package io.wyng.hash.blake2b;

import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.hash.Hasher;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * The hash {@code blake2b}: BLAKE2b (RFC 7693) with digests of 32 bytes, in its own keyed mode with
 * a key.
 *
 * <p>Archive format 1, section 3.
 */
public final class Blake2bHash implements HashProvider {

  private static final int DIGEST_LENGTH = 32;

  /** For the service loader. */
  public Blake2bHash() {}

  @Override
  public String name() {
    return "blake2b";
  }

  @Override
  public String description() {
    return "BLAKE2b with 32 bytes, for processors without SHA instructions";
  }

  @Override
  public int digestLength() {
    return DIGEST_LENGTH;
  }

  @Override
  public Hasher newHasher() {
    return new Blake2bHasher(new Blake2bDigest(DIGEST_LENGTH * Byte.SIZE));
  }

  @Override
  public Hasher newHasher(byte[] key) {
    if (key.length < 16 || key.length > 64) {
      throw new IllegalArgumentException("A key of " + key.length + " bytes is not of 16 to 64");
    }
    return new Blake2bHasher(new Blake2bDigest(key, DIGEST_LENGTH, null, null));
  }
}
