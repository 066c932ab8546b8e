package io.wyng.spi.destination;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small file store that holds one archive. All paths are relative to the archive's root.
 *
 * <p>Methods are called by one thread at a time, except that an {@link Upload} or a {@link
 * Download} may be used by another thread meanwhile. After an exception the store may have done the
 * work in part, but each {@link #replace} and {@link #rename} happened wholly or not at all.
 * Symbolic links are never followed below the root.
 *
 * <p>What was written is visible to every later call at once. It is durable (survives a power cut
 * of the destination) only after {@link #sync}, except for {@link #replace}, which is durable when
 * it returns and makes nothing else durable.
 */
public interface Destination extends AutoCloseable {

  /**
   * What this destination can do, found out by trying where necessary.
   *
   * @return the capabilities
   * @throws IOException when it cannot be found out
   */
  Set<DestinationCapability> capabilities() throws IOException;

  /**
   * How this destination is reached, for people: {@code ssh, with SFTP}. Nothing is contacted for
   * it; before the first use it may say less.
   *
   * @return a few words without a full stop; empty when there is nothing to say
   */
  default String transport() {
    return "";
  }

  /**
   * Looks whether the destination is there and usable, without changing anything.
   *
   * @return what was found; problems are reported in it, not thrown
   */
  DestinationStatus probe();

  /**
   * Reads a small file.
   *
   * @param path the file
   * @param limitBytes the greatest size to accept
   * @return the content, or empty when there is no such file
   * @throws IOException when it cannot be read, is no regular file or is larger than the limit
   */
  Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException;

  /**
   * Replaces or creates a small file atomically and durably: whoever reads the path, also after a
   * crash, finds the former content or the new one. Missing directories are created.
   *
   * @param path the file
   * @param content its new content
   * @throws IOException when it fails; the file has the former content then
   */
  void replace(ArchivePath path, byte[] content) throws IOException;

  /**
   * The entries of a directory.
   *
   * @param directory the directory
   * @return its entries in no particular order; empty when there is no such directory
   * @throws IOException when it cannot be listed
   */
  List<DirectoryEntry> list(ArchivePath directory) throws IOException;

  /**
   * Deletes a file, or a directory with all that is in it. What does not exist is no error. Links
   * are deleted, not followed.
   *
   * @param path what to delete; not the root
   * @throws IOException when something could not be deleted
   */
  void deleteTree(ArchivePath path) throws IOException;

  /**
   * Renames a file or directory atomically. An existing file at the new path is replaced; an
   * existing directory there makes the call fail unless it is empty. Missing parents of the new
   * path are created.
   *
   * @param from what exists
   * @param to its new path
   * @throws IOException when it fails; nothing has changed then
   */
  void rename(ArchivePath from, ArchivePath to) throws IOException;

  /**
   * Makes durable all that was written, renamed and deleted so far.
   *
   * @throws IOException when that cannot be guaranteed
   */
  void sync() throws IOException;

  /**
   * The SHA-256 digests of whole files, computed at the destination where possible.
   *
   * @param paths the files
   * @return 64 lower-case hexadecimal digits for each file that exists
   * @throws IOException when a file exists but cannot be read
   */
  Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException;

  /**
   * Starts writing many files. At most one upload is open at a time.
   *
   * @return the upload, which the caller finishes and closes
   * @throws IOException when it cannot be started
   */
  Upload openUpload() throws IOException;

  /**
   * Starts reading many files, or parts of files, in the order given, reading ahead.
   *
   * @param extents what to read; the iterator may be advanced by another thread, ahead of what was
   *     taken from the download, and not after the download is closed
   * @return the download, which the caller closes
   * @throws IOException when it cannot be started
   */
  Download fetch(Iterator<Extent> extents) throws IOException;

  /**
   * Makes many changes in the order given, with no round trip for each. A change that was made
   * already is skipped (a move whose origin is gone, a deletion of what is not there), so the same
   * list can be applied again after a crash.
   *
   * @param changes the changes
   * @throws IOException when one fails; those before it are done, those behind it are not
   */
  void apply(Iterator<FileChange> changes) throws IOException;

  /** Ends the connection. */
  @Override
  void close() throws IOException;
}
