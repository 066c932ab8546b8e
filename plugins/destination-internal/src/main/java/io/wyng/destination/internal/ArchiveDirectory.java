package io.wyng.destination.internal;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The directory of an archive: the one place that turns archive paths into paths of the file
 * system.
 *
 * <p>Whoever filled the directory is not trusted. Symbolic links below the root are refused: each
 * directory on the way to a file is looked at once and must be a real one, and files are opened
 * without following. This protects against an archive that was prepared, not against somebody who
 * exchanges directories while Wyng runs. The root, and what is above it, may be reached through
 * links, as the operator wishes.
 *
 * <p>Safe for use by several threads.
 */
final class ArchiveDirectory {

  /** The directories from the mount point, which is the first, to the root, which is the last. */
  private final List<Path> wayToRoot;

  private final DurableFiles files;
  private final DirectoryCache known = new DirectoryCache();
  private final MountGuard guard;

  private ArchiveDirectory(List<Path> wayToRoot, DurableFiles files) {
    this.wayToRoot = wayToRoot;
    this.files = files;
    this.guard = new MountGuard(wayToRoot.getFirst());
  }

  /**
   * The directory of an archive, which need not exist.
   *
   * @param mountPath where the file system is mounted; never created
   * @param root the archive's root below it
   * @param files carries out every change
   */
  static ArchiveDirectory at(String mountPath, ArchivePath root, DurableFiles files)
      throws IOException {
    try {
      List<Path> way = new ArrayList<>(List.of(Path.of(mountPath)));
      root.components().forEach(name -> way.add(way.getLast().resolve(name)));
      return new ArchiveDirectory(List.copyOf(way), files);
    } catch (InvalidPathException e) {
      throw unspeakable(e);
    }
  }

  Path mountPath() {
    return wayToRoot.getFirst();
  }

  Path root() {
    return wayToRoot.getLast();
  }

  /** The existing directory nearest to the root: the root itself or one above it. */
  Path nearestDirectory() {
    return wayToRoot.reversed().stream()
        .filter(directory -> Files.isDirectory(directory))
        .findFirst()
        .orElse(mountPath());
  }

  /** Where a path of the archive lies, without looking at anything. */
  Path resolve(ArchivePath path) throws IOException {
    try {
      return root().resolve(path.text());
    } catch (InvalidPathException e) {
      throw unspeakable(e);
    }
  }

  private static ProviderException unspeakable(InvalidPathException cause) {
    return new ProviderException(
        "The name " + cause.getInput() + " has characters that this locale cannot express",
        "Run Wyng in a UTF-8 locale, for instance with LC_ALL=C.UTF-8.",
        cause);
  }

  /** Where a file lies, or would lie, after making sure that no link is on the way to it. */
  Path locate(ArchivePath path) throws IOException {
    isDirectory(path.parent());
    return resolve(path);
  }

  /** Where a new file shall lie; the missing directories on the way to it are created. */
  Path prepare(ArchivePath path) throws IOException {
    create(path.parent());
    return resolve(path);
  }

  /**
   * Opens a file for reading.
   *
   * @return nothing when there is no such file
   * @throws IOException when it cannot be opened or is no regular file
   */
  Optional<FileChannel> open(ArchivePath path) throws IOException {
    Path file = locate(path);
    Optional<BasicFileAttributes> found = attributes(file);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    // Opening a named pipe would wait for its other end, and opening a device may do anything.
    if (!found.get().isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "it is no regular file");
    }
    try {
      return Optional.of(
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // deleted a moment ago
    }
  }

  /** What lies at a path, links not followed; nothing when it does not exist. */
  static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a directory exists.
   *
   * @throws IOException when something else is there, or a link on the way to it
   */
  boolean isDirectory(ArchivePath directory) throws IOException {
    if (known.contains(directory)) {
      return true;
    }
    boolean exists =
        directory.equals(ArchivePath.ROOT)
            ? rootExists()
            : isDirectory(directory.parent()) && isRealDirectory(resolve(directory));
    if (exists) {
      known.add(directory);
    }
    return exists;
  }

  private boolean rootExists() throws IOException {
    try {
      if (!Files.readAttributes(root(), BasicFileAttributes.class).isDirectory()) {
        throw new NotDirectoryException(root().toString());
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isRealDirectory(Path directory) throws IOException {
    Optional<BasicFileAttributes> found = attributes(directory);
    if (found.isPresent() && !found.get().isDirectory()) {
      throw new FileSystemException(
          directory.toString(),
          null,
          directory + (found.get().isSymbolicLink() ? " is a symbolic link" : " is no directory"));
    }
    return found.isPresent();
  }

  private void create(ArchivePath directory) throws IOException {
    if (isDirectory(directory)) {
      return;
    }
    if (directory.equals(ArchivePath.ROOT)) {
      checkMount();
      createRoot();
    } else {
      create(directory.parent());
      files.createDirectory(resolve(directory));
    }
    known.add(directory);
  }

  /** Creates the root and what is missing above it, but never the mount point. */
  private void createRoot() throws IOException {
    for (Path directory : wayToRoot.subList(1, wayToRoot.size())) {
      if (!Files.isDirectory(directory)) {
        files.createDirectory(directory);
      }
    }
  }

  /**
   * Makes sure that a power cut cannot take away a directory of the archive: forces every directory
   * above it that was not forced since something changed there.
   */
  void makeDurable(ArchivePath directory) throws IOException {
    if (known.isDurable(directory)) {
      return;
    }
    if (directory.equals(ArchivePath.ROOT)) {
      for (Path above : wayToRoot.subList(0, wayToRoot.size() - 1)) {
        forceOwnDirectory(above);
      }
    } else {
      makeDurable(directory.parent());
      files.force(resolve(directory.parent()));
    }
    known.addDurable(directory);
  }

  private void forceOwnDirectory(Path directory) throws IOException {
    // What Wyng created it can read: a directory that it may not read existed before.
    if (Files.isReadable(directory)) {
      files.force(directory);
    }
  }

  /** Makes durable whatever was written so far. */
  void sync() throws IOException {
    // What another thread creates from here on may be too late for this time.
    Set<ArchivePath> inTime = known.all();
    files.forceFileSystem(nearestDirectory());
    known.areDurable(inTime);
  }

  /** To be called when directories were moved or deleted. */
  void forgetDirectories() {
    known.clear();
  }

  /** Makes sure that the disk has not dropped out; see {@link MountGuard}. */
  void checkMount() throws IOException {
    guard.check();
  }
}
