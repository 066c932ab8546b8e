package io.wyng.spi.codec;

import io.wyng.spi.Provider;
import java.io.IOException;

/**
 * A compression method, found by the name that the archive stores ({@code zlib}, {@code zstd}, …).
 *
 * <p>The compressed form of a chunk is one complete, self-terminating stream. For one version of
 * the underlying library and one level, equal input gives equal output: the hash of a chunk is
 * taken over its compressed bytes, so deduplication and "has this chunk changed" depend on it. A
 * different output from another library version costs space but is never wrong.
 */
public interface CodecProvider extends Provider {

  /**
   * The levels that {@link #newCompressor} accepts.
   *
   * @return lowest, highest and default level
   */
  CompressionLevels levels();

  /**
   * A compressor for one thread.
   *
   * @param level a level within {@link #levels()}
   * @return a new compressor, which the caller closes
   * @throws IllegalArgumentException when the level is out of range
   * @throws IOException when the codec does not work here, for instance because its native library
   *     cannot be loaded
   */
  Compressor newCompressor(int level) throws IOException;

  /**
   * A decompressor for one thread. It reads what any level wrote.
   *
   * @return a new decompressor, which the caller closes
   * @throws IOException when the codec does not work here, for instance because its native library
   *     cannot be loaded
   */
  Decompressor newDecompressor() throws IOException;
}
