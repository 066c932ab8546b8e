package io.wyng.codec.bzip2;

import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;

/**
 * The codec {@code bz2}: one bzip2 stream for each chunk. The level is the size of bzip2's blocks
 * in units of 100,000 bytes.
 *
 * <p>Archive format 1, section 3.
 */
public final class Bzip2Codec implements CodecProvider {

  private static final CompressionLevels LEVELS = new CompressionLevels(1, 9, 9);

  /** For the service loader. */
  public Bzip2Codec() {}

  @Override
  public String name() {
    return "bz2";
  }

  @Override
  public String description() {
    return "bzip2: a little smaller than zlib and far slower";
  }

  @Override
  public CompressionLevels levels() {
    return LEVELS;
  }

  @Override
  public Compressor newCompressor(int level) {
    return new Bzip2Compressor(LEVELS.checked(level));
  }

  @Override
  public Decompressor newDecompressor() {
    return new Bzip2Decompressor();
  }
}
