package io.wyng.hash.blake2b;

import io.wyng.spi.hash.Hasher;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** Digests with or without a key, which the {@link Blake2bDigest} keeps when it starts afresh. */
record Blake2bHasher(Blake2bDigest blake2b) implements Hasher {

  @Override
  public void update(ByteBuffer data) {
    blake2b.update(data.array(), data.arrayOffset() + data.position(), data.remaining());
    data.position(data.limit());
  }

  @Override
  public byte[] digest() {
    byte[] digest = new byte[blake2b.getDigestSize()];
    blake2b.doFinal(digest, 0);
    return digest;
  }
}
