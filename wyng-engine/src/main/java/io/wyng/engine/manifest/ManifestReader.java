package io.wyng.engine.manifest;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest line by line (archive format 1, section 2.4), and refuses one that breaks its
 * rules: a digest, a blank, an address; addresses ascending, each a multiple of the chunk size.
 * Used by one thread.
 */
public final class ManifestReader implements AutoCloseable {

  private static final int MAX_LINE = 160;

  private final InputStream input;
  private final String origin;
  private final int index;
  private final ChunkSize chunkSize;
  private final byte[] buffer;
  private int position;
  private int limit;
  private long lineNumber;
  private long lastAddress = -1;

  /**
   * Reads from a stream, which is closed with this reader.
   *
   * @param input the manifest
   * @param origin what to call the manifest in messages
   * @param index what to put into {@link ManifestEntry#manifest()}
   * @param chunkSize size of the archive's chunks
   * @param bufferBytes how much to read at a time
   */
  public ManifestReader(
      InputStream input, String origin, int index, ChunkSize chunkSize, int bufferBytes) {
    this.input = input;
    this.origin = origin;
    this.index = index;
    this.chunkSize = chunkSize;
    this.buffer = new byte[Math.max(bufferBytes, 2 * MAX_LINE)];
  }

  /**
   * The next line.
   *
   * @return the line, or null at the end
   */
  public @Nullable ManifestEntry next() {
    int end = findLineEnd();
    if (end < 0) {
      return null;
    }
    String line = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
    position = end + 1;
    lineNumber++;
    int blank = line.indexOf(' ');
    if (blank < 0) {
      throw damaged("is not a digest and an address");
    }
    try {
      ChunkDigest digest = digest(line.substring(0, blank));
      long address = ChunkAddress.parse(line.substring(blank + 1)).offset();
      checkOrder(address);
      return new ManifestEntry(address, digest, index);
    } catch (IllegalArgumentException e) {
      throw damaged("is not a digest and an address");
    }
  }

  private static ChunkDigest digest(String text) {
    return text.equals("0") ? ChunkDigest.ZERO : new ChunkDigest(text);
  }

  private void checkOrder(long address) {
    if (address % chunkSize.bytes() != 0) {
      throw damaged("has an address that is no multiple of the chunk size");
    }
    if (address <= lastAddress) {
      throw damaged("is out of order");
    }
    lastAddress = address;
  }

  /** The index of the line's end in the buffer, after filling it as needed; -1 at the end. */
  private int findLineEnd() {
    int from = position;
    while (true) {
      for (int i = from; i < limit; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      if (limit - position > MAX_LINE) {
        lineNumber++;
        throw damaged("is too long");
      }
      from = limit - position;
      System.arraycopy(buffer, position, buffer, 0, from);
      position = 0;
      limit = from;
      int count = fill();
      if (count < 0) {
        if (limit > 0) {
          lineNumber++;
          throw damaged("is cut off");
        }
        return -1;
      }
      limit += count;
    }
  }

  private int fill() {
    try {
      return input.read(buffer, limit, buffer.length - limit);
    } catch (IOException e) {
      throw new LocalException("Reading " + origin + " failed", e);
    }
  }

  private IntegrityException damaged(String how) {
    return new IntegrityException(
        origin + " is damaged: line " + lineNumber + " " + how,
        "Restore the file from a backup of the metadata, or from the other side if it is intact"
            + " there.");
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw new LocalException("Closing " + origin + " failed", e);
    }
  }
}
