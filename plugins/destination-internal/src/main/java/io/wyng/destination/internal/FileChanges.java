package io.wyng.destination.internal;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Optional;

/** Replaces, moves and deletes files of the archive. */
final class FileChanges {

  private final ArchiveDirectory archive;
  private final DurableFiles files;

  FileChanges(ArchiveDirectory archive, DurableFiles files) {
    this.archive = archive;
    this.files = files;
  }

  void replace(ArchivePath path, byte[] content) throws IOException {
    try {
      archive.checkMount();
      Path file = archive.prepare(path);
      archive.makeDurable(path.parent());
      refuseDirectory(file);
      replace(file, ByteBuffer.wrap(content));
    } catch (IOException e) {
      throw Explanation.of("write", archive.resolve(path), e);
    }
  }

  private void replace(Path file, ByteBuffer content) throws IOException {
    Path temporary = temporaryFor(file);
    // What an earlier crash, or somebody else, left there may be a link to another file.
    files.delete(temporary);
    try {
      files.replace(file, content);
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  /** The name under which a file is made before it takes its place. */
  static Path temporaryFor(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private void discard(Path temporary, IOException reason) {
    try {
      files.delete(temporary);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  void deleteTree(ArchivePath path) throws IOException {
    refuseRoot(path);
    Path tree = archive.resolve(path);
    try {
      archive.checkMount();
      files.deleteTree(archive.locate(path));
    } catch (IOException e) {
      throw Explanation.of("delete", tree, e);
    } finally {
      archive.forgetDirectories();
    }
  }

  void rename(ArchivePath from, ArchivePath to) throws IOException {
    refuseRoot(from);
    refuseRoot(to);
    try {
      archive.checkMount();
      Path origin = archive.locate(from);
      if (ArchiveDirectory.attributes(origin).isEmpty()) {
        throw new NoSuchFileException(origin.toString());
      }
      if (to.text().startsWith(from.text() + "/")) {
        throw new FileSystemException(origin.toString(), null, "the new path is below the old one");
      }
      move(origin, archive.prepare(to));
    } catch (IOException e) {
      throw Explanation.of("rename to " + archive.resolve(to), archive.resolve(from), e);
    } finally {
      archive.forgetDirectories();
    }
  }

  void apply(Iterator<FileChange> changes) throws IOException {
    archive.checkMount();
    while (changes.hasNext()) {
      switch (changes.next()) {
        case FileChange.Move(ArchivePath from, ArchivePath to) -> applyMove(from, to);
        case FileChange.Delete(ArchivePath path) -> applyDelete(path);
      }
    }
  }

  private void applyMove(ArchivePath from, ArchivePath to) throws IOException {
    try {
      Path origin = archive.locate(from);
      if (refuseDirectory(origin)) {
        Path target = archive.prepare(to);
        refuseDirectory(target);
        move(origin, target);
      }
    } catch (IOException e) {
      throw Explanation.of("move to " + archive.resolve(to), archive.resolve(from), e);
    }
  }

  private void applyDelete(ArchivePath path) throws IOException {
    try {
      Path file = archive.locate(path);
      if (refuseDirectory(file)) {
        files.delete(file);
      }
    } catch (IOException e) {
      throw Explanation.of("delete", archive.resolve(path), e);
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (areLinksOfOneFile(from, to)) {
      files.delete(from); // rename(2) does nothing then, and the old name would stay
    } else {
      files.rename(from, to);
    }
  }

  /**
   * Whether two different names belong to one file. Where upper and lower case are the same, two
   * spellings of one name are no two names: the file has one link then.
   */
  static boolean areLinksOfOneFile(Path one, Path other) throws IOException {
    Optional<BasicFileAttributes> first = ArchiveDirectory.attributes(one);
    Optional<BasicFileAttributes> second = ArchiveDirectory.attributes(other);
    return !one.equals(other)
        && first.isPresent()
        && second.isPresent()
        && first.get().isRegularFile()
        && first.get().fileKey().equals(second.get().fileKey())
        && (int) Files.getAttribute(one, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
  }

  /**
   * Makes sure that there is no directory where a file is meant.
   *
   * @return whether there is anything at all
   */
  static boolean refuseDirectory(Path file) throws IOException {
    Optional<BasicFileAttributes> found = ArchiveDirectory.attributes(file);
    if (found.isPresent() && found.get().isDirectory()) {
      throw new ProviderException(
          file + " is a directory where a file should be",
          "It was not made by Wyng: move it away and repeat the command.");
    }
    return found.isPresent();
  }

  private static void refuseRoot(ArchivePath path) {
    if (path.equals(ArchivePath.ROOT)) {
      throw new IllegalArgumentException("The root of an archive is not moved or deleted");
    }
  }
}
