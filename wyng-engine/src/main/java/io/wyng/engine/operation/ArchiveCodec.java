package io.wyng.engine.operation;

import io.wyng.engine.failure.PluginException;
import io.wyng.spi.ProviderException;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;
import java.io.IOException;

/**
 * The codec of an archive at its level.
 *
 * @param provider makes compressors and decompressors
 * @param level what the archive is compressed with
 */
record ArchiveCodec(CodecProvider provider, int level) {

  Compressor newCompressor() {
    try {
      return provider.newCompressor(level);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  Decompressor newDecompressor() {
    try {
      return provider.newDecompressor();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The greatest number of bytes that a chunk can take when it is compressed. */
  int maxCompressedLength(int chunkBytes) {
    try (Compressor compressor = newCompressor()) {
      return compressor.maxCompressedLength(chunkBytes);
    }
  }

  private PluginException unusable(IOException cause) {
    return new PluginException(
        "The codec " + provider.name() + " cannot be used: " + cause.getMessage(),
        cause instanceof ProviderException explained ? explained.remedy() : "",
        cause);
  }
}
