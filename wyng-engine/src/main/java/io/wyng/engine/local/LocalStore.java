package io.wyng.engine.local;

import io.wyng.engine.failure.LocalException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.durable.DurableFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directory in which this machine keeps an archive's metadata: the copy that is trusted. Paths
 * are relative to it. Every failure is a {@link LocalException} that names the file.
 */
public final class LocalStore {

  private final Path root;
  private final DurableFiles files;

  /**
   * A store that need not exist yet.
   *
   * @param root its directory
   * @param files carries out the durable writes
   */
  public LocalStore(Path root, DurableFiles files) {
    this.root = root.toAbsolutePath();
    this.files = files;
  }

  /**
   * The directory.
   *
   * @return its absolute path
   */
  public Path root() {
    return root;
  }

  /**
   * A store in a directory of this one.
   *
   * @param path its directory, which need not exist yet
   * @return the store
   */
  public LocalStore below(ArchivePath path) {
    return new LocalStore(file(path), files);
  }

  /**
   * A store in a directory that lies beside this one's.
   *
   * @param name the directory's name
   * @return the store, which need not exist
   */
  public LocalStore beside(String name) {
    return new LocalStore(root.resolveSibling(name), files);
  }

  private Path file(ArchivePath path) {
    return root.resolve(path.text());
  }

  /**
   * Whether something is there.
   *
   * @param path the path
   * @return true for files and directories
   */
  public boolean exists(ArchivePath path) {
    return Files.exists(file(path), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads a whole file.
   *
   * @param path the file
   * @return its content, or empty when there is no such file
   */
  public Optional<byte[]> read(ArchivePath path) {
    try {
      return Optional.of(Files.readAllBytes(file(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LocalException("Reading " + file(path) + " failed", e);
    }
  }

  /**
   * Opens a file for reading.
   *
   * @param path the file
   * @return a stream, unbuffered
   */
  public InputStream open(ArchivePath path) {
    try {
      return Files.newInputStream(file(path));
    } catch (IOException e) {
      throw new LocalException("Opening " + file(path) + " failed", e);
    }
  }

  /**
   * The size of a file.
   *
   * @param path the file
   * @return bytes
   */
  public long size(ArchivePath path) {
    try {
      return Files.size(file(path));
    } catch (IOException e) {
      throw new LocalException("Reading the size of " + file(path) + " failed", e);
    }
  }

  /**
   * Creates or truncates a file that is written bit by bit. It is durable only after {@link
   * #force}.
   *
   * @param path the file, whose directory exists
   * @return a stream
   */
  public OutputStream create(ArchivePath path) {
    try {
      return new BufferedOutputStream(Files.newOutputStream(file(path)));
    } catch (IOException e) {
      throw new LocalException("Creating " + file(path) + " failed", e);
    }
  }

  /**
   * Creates or replaces a file. It is durable only after {@link #force} or {@link #forceAll}.
   *
   * @param path the file, whose directory exists
   * @param content all its bytes, read to the end and not closed
   */
  public void write(ArchivePath path, InputStream content) {
    attempt("Writing", path, () -> files.write(file(path), content));
  }

  /** Makes everything in the store durable. */
  public void forceAll() {
    attempt("Writing", ArchivePath.ROOT, () -> files.forceFileSystem(root));
  }

  /**
   * How much can be written where the store is.
   *
   * @return bytes
   */
  public long usableBytes() {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      throw new LocalException("Reading the free space of " + root + " failed", e);
    }
  }

  /**
   * Makes a file's content or a directory's entries durable.
   *
   * @param path the file or directory
   */
  public void force(ArchivePath path) {
    attempt("Writing", path, () -> files.force(file(path)));
  }

  /**
   * Creates a directory with its parents.
   *
   * @param path the directory
   */
  public void createDirectories(ArchivePath path) {
    attempt("Creating", path, () -> files.createDirectories(file(path)));
  }

  /**
   * Creates a directory. It is durable only after {@link #forceAll}. One that exists is no error.
   *
   * @param path the directory, whose parent exists
   */
  public void createDirectory(ArchivePath path) {
    attempt("Creating", path, () -> files.createDirectory(file(path)));
  }

  /**
   * Replaces or creates a file, atomically and durably.
   *
   * @param path the file, whose directory exists
   * @param content its new content
   */
  public void replace(ArchivePath path, byte[] content) {
    attempt("Writing", path, () -> files.replace(file(path), ByteBuffer.wrap(content)));
  }

  /**
   * Replaces or creates many files, each atomically, with one force for all contents and one for
   * all names. Names are changed in the order given; after a crash each file has its former content
   * or its new one. Durable when the method returns.
   *
   * @param contents the new contents, by their files, whose directories exist
   */
  public void replaceAll(Map<ArchivePath, byte[]> contents) {
    if (contents.isEmpty()) {
      return;
    }
    contents.forEach((path, content) ->
        attempt("Writing", path, () -> files.write(replacement(path), ByteBuffer.wrap(content))));
    ArchivePath any = contents.keySet().iterator().next();
    attempt("Writing", any, () -> files.forceFileSystem(root));
    contents
        .keySet()
        .forEach(
            path -> attempt("Writing", path, () -> files.rename(replacement(path), file(path))));
    attempt("Writing", any, () -> files.forceFileSystem(root));
  }

  private Path replacement(ArchivePath path) {
    return root.resolve(path.text() + DurableFiles.REPLACEMENT_SUFFIX);
  }

  /**
   * Renames durably.
   *
   * @param from what exists
   * @param to its new path; its directory is the same, or one that holds the other's
   */
  public void rename(ArchivePath from, ArchivePath to) {
    attempt(
        "Renaming",
        from,
        () -> {
          files.rename(file(from), file(to));
          files.force(file(to.parent()));
        });
  }

  /**
   * Deletes a file or a whole directory. What does not exist is no error.
   *
   * @param path what to delete
   */
  public void deleteTree(ArchivePath path) {
    attempt("Deleting", path, () -> files.deleteTree(file(path)));
  }

  /**
   * The names in a directory.
   *
   * @param path the directory
   * @return names in no particular order; empty when there is no such directory
   */
  public List<String> list(ArchivePath path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(file(path))) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new LocalException("Listing " + file(path) + " failed", e);
    }
    return names;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(String what, ArchivePath path, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new LocalException(what + " " + file(path) + " failed", e);
    }
  }
}
