package io.wyng.spi.destination;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Writes many files. Used by one thread. Missing directories are created, existing files replaced.
 * A replaced file may have other names, made by {@link #link}: they keep its former content.
 *
 * <p>A method may return before its file is written; a failure may therefore be reported by a later
 * call, at the latest by {@link #finish}.
 */
public interface Upload extends AutoCloseable {

  /**
   * Writes a file.
   *
   * @param path the file
   * @param content its bytes; the buffer is the caller's again when the method returns
   * @throws IOException when this or an earlier file could not be written
   */
  void put(ArchivePath path, ByteBuffer content) throws IOException;

  /**
   * Writes a file that may be too large for memory.
   *
   * @param path the file
   * @param length its length in bytes
   * @param content a stream with exactly that many bytes, read to its end but not closed
   * @throws IOException when this or an earlier file could not be written, or when the stream holds
   *     another number of bytes
   */
  void put(ArchivePath path, long length, InputStream content) throws IOException;

  /**
   * Makes a file another name of an existing one.
   *
   * @param path the new name
   * @param existing a file written by this upload or before it
   * @return false when this link cannot be made (links are not supported, or the file has too many
   *     already) and the caller has to write a copy
   * @throws IOException when it fails for another reason
   */
  boolean link(ArchivePath path, ArchivePath existing) throws IOException;

  /**
   * Returns when every file is written and visible.
   *
   * @throws IOException when one could not be written
   */
  void finish() throws IOException;

  /**
   * Ends the upload; without {@link #finish} before, any of its files may be missing or incomplete.
   */
  @Override
  void close() throws IOException;
}
