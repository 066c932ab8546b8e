package io.wyng.hash.sha256;

import io.wyng.spi.hash.Hasher;
import java.nio.ByteBuffer;
import javax.crypto.Mac;

/** Digests with the key that the {@link Mac} was initialised with. */
record MacHasher(Mac mac) implements Hasher {

  @Override
  public void update(ByteBuffer data) {
    mac.update(data);
  }

  @Override
  public byte[] digest() {
    return mac.doFinal();
  }
}
