package io.wyng.engine.manifest;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.ChunkDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a manifest line by line (archive format 1, section 2.4). Used by one thread. */
public final class ManifestWriter implements AutoCloseable {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int FLUSH_BYTES = 64 * 1024;
  private static final int MAX_LINE = 160;

  private final OutputStream output;
  private final byte[] buffer = new byte[FLUSH_BYTES + MAX_LINE];
  private int length;
  private long lines;

  /**
   * Writes to a stream, which is closed with this writer.
   *
   * @param output receives the manifest
   */
  public ManifestWriter(OutputStream output) {
    this.output = output;
  }

  /**
   * Adds a line. Lines must come in ascending order of address.
   *
   * @param address byte offset of the chunk, as {@link ChunkAddress} spells it
   * @param digest what it holds
   * @throws IOException when the stream fails
   */
  public void write(long address, ChunkDigest digest) throws IOException {
    String text = digest.text();
    for (int i = 0; i < text.length(); i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
    buffer[length++] = ' ';
    buffer[length++] = 'x';
    for (int shift = 60; shift >= 0; shift -= 4) {
      buffer[length++] = HEX[(int) (address >>> shift & 15)];
    }
    buffer[length++] = '\n';
    lines++;
    if (length >= FLUSH_BYTES) {
      flush();
    }
  }

  /**
   * How many lines were written.
   *
   * @return lines
   */
  public long lines() {
    return lines;
  }

  private void flush() throws IOException {
    output.write(buffer, 0, length);
    length = 0;
  }

  @Override
  public void close() throws IOException {
    try (output) {
      flush();
    }
  }
}
