package io.wyng.codec.zlib;

import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses with one {@link Inflater}, which is reset after each chunk. */
final class ZlibDecompressor implements Decompressor {

  private final Inflater inflater = new Inflater();

  /** Takes what a full target cannot: zlib reads the end of a stream only when it has room. */
  private final byte[] spare = new byte[1];

  @Override
  public void decompress(ByteBuffer source, ByteBuffer target) throws CorruptDataException {
    try {
      inflater.setInput(source);
      inflate(target);
      if (source.hasRemaining()) {
        throw new CorruptDataException(
            "The zlib stream is followed by " + source.remaining() + " other bytes", null);
      }
    } catch (DataFormatException e) {
      throw new CorruptDataException("The zlib stream is damaged: " + reason(e), e);
    } finally {
      inflater.reset();
    }
  }

  private void inflate(ByteBuffer target) throws DataFormatException, CorruptDataException {
    while (!inflater.finished()) {
      boolean full = !target.hasRemaining();
      int produced = full ? inflater.inflate(spare) : inflater.inflate(target);
      if (full && produced > 0) {
        throw new CorruptDataException("The zlib stream decompresses to more than it should", null);
      }
      if (produced == 0 && !inflater.finished()) {
        throw new CorruptDataException(
            inflater.needsDictionary()
                ? "The zlib stream needs a dictionary"
                : "The zlib stream ends too early",
            null);
      }
    }
  }

  private static String reason(DataFormatException e) {
    return e.getMessage() == null ? "no valid data" : e.getMessage();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
