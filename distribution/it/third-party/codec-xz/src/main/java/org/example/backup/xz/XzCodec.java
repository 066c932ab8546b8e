package org.example.backup.xz;

import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;
import org.tukaani.xz.LZMA2Options;

/** The codec {@code xz}: one XZ stream for each chunk. */
public final class XzCodec implements CodecProvider {

  private static final CompressionLevels LEVELS =
      new CompressionLevels(LZMA2Options.PRESET_MIN, LZMA2Options.PRESET_MAX, 3);

  /** For the service loader. */
  public XzCodec() {}

  /** Archives store this name: it can never be changed. */
  @Override
  public String name() {
    return "xz";
  }

  @Override
  public String description() {
    return "XZ: smaller than zlib, and several times slower";
  }

  @Override
  public CompressionLevels levels() {
    return LEVELS;
  }

  @Override
  public Compressor newCompressor(int level) {
    return new XzCompressor(LEVELS.checked(level));
  }

  @Override
  public Decompressor newDecompressor() {
    return new XzDecompressor();
  }
}
