package io.wyng.codec.zstd;

import io.wyng.spi.ProviderException;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;

/**
 * The codec {@code zstd}: one Zstandard frame for each chunk, whose header says the chunk's length.
 *
 * <p>Archive format 2, section 3. The native library is loaded when the first compressor or
 * decompressor is asked for, and not before.
 */
public final class ZstdCodec implements CodecProvider {

  private static final CompressionLevels LEVELS = new CompressionLevels(1, 22, 3);

  /** For the service loader. */
  public ZstdCodec() {}

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public String description() {
    return "Zstandard: as small as zlib and several times faster";
  }

  @Override
  public CompressionLevels levels() {
    return LEVELS;
  }

  @Override
  public Compressor newCompressor(int level) throws ProviderException {
    int checkedLevel = LEVELS.checked(level);
    NativeLibrary.load();
    return new ZstdCompressor(checkedLevel);
  }

  @Override
  public Decompressor newDecompressor() throws ProviderException {
    NativeLibrary.load();
    return new ZstdDecompressor();
  }
}
