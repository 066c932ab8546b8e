package io.wyng.codec.zstd;

import io.wyng.spi.ProviderException;
import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;
import java.util.List;

/**
 * The codec {@code zstd}: one Zstandard frame for each chunk, whose header says the chunk's length.
 *
 * <p>Archive format 2, section 3. The native library is loaded when the first compressor or
 * decompressor is asked for, and not before.
 */
public final class ZstdCodec implements CodecProvider {

  private static final CompressionLevels LEVELS = new CompressionLevels(1, 22, 3);

  private static final Setting<String> UNPACK_TO =
      Setting.text(
          "unpack-to",
          "Directory to load the native library from, where /tmp is mounted noexec",
          "");

  private String unpackTo = UNPACK_TO.defaultValue();

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
  public List<Setting<?>> settings() {
    return List.of(UNPACK_TO);
  }

  @Override
  public void configure(SettingValues values) {
    unpackTo = values.get(UNPACK_TO);
  }

  @Override
  public CompressionLevels levels() {
    return LEVELS;
  }

  @Override
  public Compressor newCompressor(int level) throws ProviderException {
    int checkedLevel = LEVELS.checked(level);
    NativeLibrary.load(unpackTo);
    return new ZstdCompressor(checkedLevel);
  }

  @Override
  public Decompressor newDecompressor() throws ProviderException {
    NativeLibrary.load(unpackTo);
    return new ZstdDecompressor();
  }
}
