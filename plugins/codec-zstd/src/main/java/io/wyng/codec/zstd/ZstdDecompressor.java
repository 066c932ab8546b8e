package io.wyng.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decompresses with one native context, from array to array. The library accepts several frames in
 * a row, and frames to be skipped; one frame with a known content is what is accepted here.
 */
final class ZstdDecompressor implements Decompressor {

  private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private final ZstdDecompressCtx context = new ZstdDecompressCtx();

  @Override
  public void decompress(ByteBuffer source, ByteBuffer target) throws CorruptDataException {
    byte[] frame = source.array();
    int offset = source.arrayOffset() + source.position();
    int length = source.remaining();
    int room = target.remaining();
    try {
      checkContentSize(frame, offset, length, room);
      checkNothingFollows(frame, offset, length);
      int targetOffset = target.arrayOffset() + target.position();
      int produced =
          context.decompressByteArray(target.array(), targetOffset, room, frame, offset, length);
      source.position(source.limit());
      target.position(target.position() + produced);
    } catch (ZstdException e) {
      throw new CorruptDataException("The Zstandard frame is damaged: " + e.getMessage(), e);
    }
  }

  private static void checkContentSize(byte[] frame, int offset, int length, int room)
      throws CorruptDataException {
    int magicEnd = offset + MAGIC.length;
    if (length < MAGIC.length || !Arrays.equals(frame, offset, magicEnd, MAGIC, 0, MAGIC.length)) {
      throw new CorruptDataException("This is no Zstandard frame", null);
    }
    long contentSize = Zstd.getFrameContentSize(frame, offset, length);
    if (contentSize < 0) {
      throw new CorruptDataException(
          "The Zstandard frame is damaged: its header does not say how much it holds", null);
    }
    if (contentSize > room) {
      throw new CorruptDataException(
          "The Zstandard frame holds "
              + contentSize
              + " bytes where at most "
              + room
              + " should be",
          null);
    }
  }

  private static void checkNothingFollows(byte[] frame, int offset, int length)
      throws CorruptDataException {
    long frameLength = Zstd.findFrameCompressedSize(frame, offset, length);
    if (frameLength < length) {
      throw new CorruptDataException(
          "The Zstandard frame is followed by " + (length - frameLength) + " other bytes", null);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
