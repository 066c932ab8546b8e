package io.wyng.codec.zlib;

import io.airlift.compress.v3.deflate.DeflateNativeCompressor;
import io.wyng.spi.codec.Compressor;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/**
 * Compresses with one native compressor of libdeflate, from array to array. The library deflates;
 * what RFC 1950, section 2.2, wants around that is made here.
 */
final class LibdeflateCompressor implements Compressor {

  /** CMF: deflate with a window of 32 KiB. */
  private static final int METHOD = 0x78;

  /** Where FLG has what it says about the level. */
  private static final int LEVEL_SHIFT = 6;

  /** CMF and FLG, as a number of 16 bits, are a multiple of it. */
  private static final int CHECK = 31;

  private final short header;
  private final DeflateNativeCompressor deflater;
  private final Adler32 checksum = new Adler32();

  LibdeflateCompressor(int level) {
    deflater = new DeflateNativeCompressor(level);
    int unchecked = METHOD << Byte.SIZE | levelFlag(level) << LEVEL_SHIFT;
    header = (short) (unchecked + CHECK - unchecked % CHECK);
  }

  /** FLEVEL, as zlib sets it: fastest, fast, default, slowest. */
  private static int levelFlag(int level) {
    if (level == 1) {
      return 0;
    }
    return level < 6 ? 1 : level == 6 ? 2 : 3;
  }

  @Override
  public int maxCompressedLength(int sourceLength) {
    return Short.BYTES + deflater.maxCompressedLength(sourceLength) + Integer.BYTES;
  }

  @Override
  public void compress(ByteBuffer source, ByteBuffer target) {
    int length = source.remaining();
    Encoder.requireRoom(maxCompressedLength(length), target.remaining());
    byte[] content = source.array();
    int offset = source.arrayOffset() + source.position();
    target.putShort(header);
    int deflated =
        deflater.compress(
            content,
            offset,
            length,
            target.array(),
            target.arrayOffset() + target.position(),
            target.remaining() - Integer.BYTES);
    target.position(target.position() + deflated);
    checksum.reset();
    checksum.update(content, offset, length);
    target.putInt((int) checksum.getValue());
    source.position(source.limit());
  }

  @Override
  public void close() {
    // The library frees its memory when this is collected.
  }
}
