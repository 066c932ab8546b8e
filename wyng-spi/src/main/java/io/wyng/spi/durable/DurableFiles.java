package io.wyng.spi.durable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The steps of which every change of files that must survive a crash is made.
 *
 * <p>A file system keeps three promises only: a rename is atomic; a file's content is on the disk
 * after the file was forced; a directory's entries are on the disk after the directory was forced.
 * All durable writes are built from these, here and nowhere else. A test replaces the steps with
 * ones that stop, fail or tear at a chosen point.
 *
 * <p>Implementations are safe for use by several threads on different files.
 */
public interface DurableFiles {

  /** What {@link #replace} appends to the name of a file that is to take another's place. */
  String REPLACEMENT_SUFFIX = ".new";

  /**
   * The steps carried out by the operating system.
   *
   * @return the shared instance
   */
  static DurableFiles system() {
    return SystemFiles.INSTANCE;
  }

  /**
   * Creates a directory. One that exists already is no error.
   *
   * @param directory the directory, whose parent exists
   * @throws IOException when it cannot be created
   */
  void createDirectory(Path directory) throws IOException;

  /**
   * Creates a file, or replaces its content, in place and without forcing it. Zeros at the end,
   * when there are many or nothing else, become a hole.
   *
   * @param file the file, whose directory exists; a symbolic link there is refused, not followed
   * @param content all its bytes; its position moves to its limit
   * @throws IOException when it fails; the file may hold a part then
   */
  void write(Path file, ByteBuffer content) throws IOException;

  /**
   * Creates a file, or replaces its content, in place and without forcing it.
   *
   * @param file the file, whose directory exists; a symbolic link there is refused, not followed
   * @param content all its bytes, read to the end and not closed
   * @throws IOException when it fails; the file may hold a part then
   */
  void write(Path file, InputStream content) throws IOException;

  /**
   * Makes a file's content, or a directory's entries, durable.
   *
   * @param path a regular file or a directory
   * @throws IOException when it fails
   */
  void force(Path path) throws IOException;

  /**
   * Makes durable all that was written to the file system in which a path lies.
   *
   * @param path any existing path
   * @throws IOException when it fails
   */
  void forceFileSystem(Path path) throws IOException;

  /**
   * Renames atomically, replacing a file (or an empty directory, by a directory) at the new path.
   *
   * @param from what exists
   * @param to its new path in the same file system
   * @throws IOException when it fails; nothing has changed then
   */
  void rename(Path from, Path to) throws IOException;

  /**
   * Makes a hard link.
   *
   * @param link the new name, which does not exist
   * @param existing the file
   * @throws IOException when it fails
   */
  void link(Path link, Path existing) throws IOException;

  /**
   * Deletes a file, a symbolic link or an empty directory. What does not exist is no error.
   *
   * @param path what to delete
   * @throws IOException when it fails
   */
  void delete(Path path) throws IOException;

  /**
   * Creates a directory and its missing parents, and makes their entries durable.
   *
   * @param directory the directory
   * @throws IOException when it fails
   */
  default void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    createDirectory(directory);
    if (parent != null) {
      force(parent);
    }
  }

  /**
   * Replaces or creates a file atomically and durably: it is written beside its place under the
   * name with {@code .new} appended, forced, renamed, and the directory forced. A crash leaves the
   * former content or the new one, and perhaps the {@code .new} file, which the next replacement
   * overwrites.
   *
   * @param file the file, whose directory exists
   * @param content all its bytes
   * @throws IOException when it fails; the file has its former content then, unless only the last
   *     force failed
   */
  default void replace(Path file, ByteBuffer content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + REPLACEMENT_SUFFIX);
    write(temporary, content);
    force(temporary);
    rename(temporary, file);
    force(file.toAbsolutePath().resolveSibling(""));
  }

  /**
   * Deletes a file, or a directory with everything in it, without following links. The deletion is
   * not forced.
   *
   * @param path what to delete; need not exist
   * @throws IOException when something cannot be deleted
   */
  default void deleteTree(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          deleteTree(entry);
        }
      }
    }
    delete(path);
  }
}
