package io.wyng.codec.zlib;

import io.airlift.compress.v3.deflate.DeflateNativeCompressor;
import io.wyng.spi.codec.Compressor;

/** What can compress to a stream of RFC 1950. */
enum Encoder {
  /**
   * The native library libdeflate, about twice as fast as zlib; zlib where it cannot be loaded,
   * which is no reason for a backup to fail.
   */
  LIBDEFLATE {
    @Override
    Compressor newCompressor(int level) {
      return DeflateNativeCompressor.isEnabled()
          ? new LibdeflateCompressor(level)
          : ZLIB.newCompressor(level);
    }
  },

  /**
   * The zlib of the Java run-time, which writes the same bytes as that of Wyng's Python versions.
   */
  ZLIB {
    @Override
    Compressor newCompressor(int level) {
      return new ZlibCompressor(level);
    }
  };

  /** A compressor of a level from 1 to 9. */
  abstract Compressor newCompressor(int level);

  /**
   * Makes sure that a compressor cannot run out of room.
   *
   * @throws IllegalArgumentException when the target has less room than its greatest length
   */
  static void requireRoom(int needed, int room) {
    if (room < needed) {
      throw new IllegalArgumentException(
          "The target has room for " + room + " bytes, but needs " + needed);
    }
  }
}
