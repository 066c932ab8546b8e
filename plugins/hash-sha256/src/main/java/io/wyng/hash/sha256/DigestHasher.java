package io.wyng.hash.sha256;

import io.wyng.spi.hash.Hasher;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Digests without a key. */
record DigestHasher(MessageDigest sha256) implements Hasher {

  @Override
  public void update(ByteBuffer data) {
    sha256.update(data);
  }

  @Override
  public byte[] digest() {
    return sha256.digest();
  }
}
