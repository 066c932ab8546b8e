package io.wyng.codec.bzip2;

import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Decompresses with a stream object for each chunk: the library's cannot be used again. It needs at
 * most 5 MB, whatever the stream says.
 */
final class Bzip2Decompressor implements Decompressor {

  @Override
  public void decompress(ByteBuffer source, ByteBuffer target) throws CorruptDataException {
    try (BZip2CompressorInputStream bzip2 =
        new BZip2CompressorInputStream(new BufferInputStream(source))) {
      fill(target, bzip2);
    } catch (CorruptDataException e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptDataException("The bzip2 stream is damaged: " + e.getMessage(), e);
    }
    if (source.hasRemaining()) {
      throw new CorruptDataException(
          "The bzip2 stream is followed by " + source.remaining() + " other bytes", null);
    }
  }

  /**
   * Reads the whole stream. The last read, which finds the end, checks the stream's checksum and is
   * made with a full target too.
   */
  private static void fill(ByteBuffer target, BZip2CompressorInputStream bzip2) throws IOException {
    int offset = target.arrayOffset() + target.position();
    int room = target.remaining();
    int length = bzip2.readNBytes(target.array(), offset, room);
    if (length == room && bzip2.read() >= 0) {
      throw new CorruptDataException("The bzip2 stream decompresses to more than it should", null);
    }
    target.position(target.position() + length);
  }

  @Override
  public void close() {
    // Each chunk's stream object was closed with the chunk.
  }
}
