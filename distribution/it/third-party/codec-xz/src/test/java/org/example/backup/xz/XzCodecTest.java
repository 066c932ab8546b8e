package org.example.backup.xz;

import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.contract.CodecContract;

class XzCodecTest extends CodecContract {
  @Override
  public CodecProvider provider() {
    return new XzCodec();
  }
}
