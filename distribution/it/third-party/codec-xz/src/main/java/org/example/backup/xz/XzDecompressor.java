package org.example.backup.xz;

import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;

/**
 * Decompresses one stream at a time. What a stream says about itself is not believed: it gets no
 * more memory than a chunk that fits into the target can need, and no more room than the target
 * has.
 */
final class XzDecompressor implements Decompressor {

  /** What the library needs besides the dictionary. */
  private static final int BASE_KIB = 128;

  private final ArrayCache arrays = new BasicArrayCache();

  @Override
  public void decompress(ByteBuffer source, ByteBuffer target) throws CorruptDataException {
    int room = target.remaining();
    ByteArrayInputStream input =
        new ByteArrayInputStream(
            source.array(), source.arrayOffset() + source.position(), source.remaining());
    try (SingleXZInputStream stream =
        new SingleXZInputStream(input, memoryLimitKib(room), true, arrays)) {
      int start = target.arrayOffset() + target.position();
      int length = stream.readNBytes(target.array(), start, room);
      // Only at its end the stream checks whether all of it was right.
      if (stream.read() >= 0) {
        throw new CorruptDataException(
            "The XZ stream holds more than the " + room + " bytes that should be there", null);
      }
      if (input.available() > 0) {
        throw new CorruptDataException(
            "The XZ stream is followed by " + input.available() + " other bytes", null);
      }
      source.position(source.limit());
      target.position(target.position() + length);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /** A dictionary as large as the room, the size of which headers round up by a half at most. */
  private static int memoryLimitKib(int room) {
    long dictionary = Math.max(room, LZMA2Options.DICT_SIZE_MIN) * 3L / 2;
    return BASE_KIB + (int) (dictionary / 1024);
  }

  private static CorruptDataException explained(IOException failure) {
    return switch (failure) {
      case CorruptDataException e -> e;
      case EOFException e -> new CorruptDataException("The XZ stream is cut off", e);
      case MemoryLimitException e ->
          new CorruptDataException(
              "The XZ stream wants " + e.getMemoryNeeded() + " KiB for its dictionary", e);
      default ->
          new CorruptDataException("The XZ stream is damaged: " + failure.getMessage(), failure);
    };
  }

  /** The collector frees what is held. */
  @Override
  public void close() {}
}
