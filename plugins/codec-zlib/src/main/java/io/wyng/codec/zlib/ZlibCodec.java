package io.wyng.codec.zlib;

import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;
import java.util.List;

/**
 * The codec {@code zlib}: one stream of RFC 1950 (header, deflated data, Adler-32) for each chunk.
 *
 * <p>Archive format 1, section 3. The standard level is that of the format's first program.
 */
public final class ZlibCodec implements CodecProvider {

  private static final CompressionLevels LEVELS = new CompressionLevels(1, 9, 4);

  private static final Setting<Encoder> ENCODER =
      Setting.choice(
          "encoder",
          "What compresses: libdeflate is twice as fast, zlib writes what Wyng for Python wrote",
          Encoder.LIBDEFLATE);

  private Encoder encoder = ENCODER.defaultValue();

  /** For the service loader. */
  public ZlibCodec() {}

  @Override
  public String name() {
    return "zlib";
  }

  @Override
  public String description() {
    return "zlib (RFC 1950): works everywhere, with a checksum of its own";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ENCODER);
  }

  @Override
  public void configure(SettingValues values) {
    encoder = values.get(ENCODER);
  }

  @Override
  public CompressionLevels levels() {
    return LEVELS;
  }

  @Override
  public Compressor newCompressor(int level) {
    return encoder.newCompressor(LEVELS.checked(level));
  }

  @Override
  public Decompressor newDecompressor() {
    return new ZlibDecompressor();
  }
}
