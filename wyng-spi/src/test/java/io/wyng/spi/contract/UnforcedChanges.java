package io.wyng.spi.contract;

import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The changes below a directory that a power cut can take back, and the taking back.
 *
 * <p>The model is that of the paper on ALICE (Pillai and others, OSDI 2014), made small: each
 * file's content, and each entry of a directory, reaches the disk when that file or that directory
 * is forced, and otherwise perhaps never. A rename belongs to the directory of the new name.
 */
final class UnforcedChanges {

  private final Path directory;
  private final Path shadow;

  /** The inodes whose content was written and not forced. */
  private final Set<Object> contents = new HashSet<>();

  /** Changed directory entries, the oldest first. */
  private final List<Entry> entries = new ArrayList<>();

  private int keptFiles;

  /** How an entry of a directory changed. */
  private sealed interface Change {
    record Created(Path path) implements Change {}

    record Deleted(Path path, Path kept) implements Change {}

    record Renamed(Path from, Path to, Optional<Path> replaced) implements Change {}
  }

  /** A change, and the inode of the directory in which it was made. */
  private record Entry(Object parent, Change change) {}

  UnforcedChanges(Path directory) {
    this.directory = directory;
    this.shadow = directory.resolveSibling(directory.getFileName() + ".shadow");
  }

  /**
   * Keeps what is about to be replaced or deleted.
   *
   * @return where it is kept; empty when there is nothing
   */
  Optional<Path> keep(Path path) throws IOException {
    if (!exists(path)) {
      return Optional.empty();
    }
    Files.createDirectories(shadow);
    Path kept = shadow.resolve(String.valueOf(keptFiles++));
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(kept);
    } else {
      Files.createLink(kept, path);
    }
    return Optional.of(kept);
  }

  void created(Path path) throws IOException {
    entries.add(new Entry(parentOf(path), new Change.Created(path)));
  }

  void written(Path file, boolean isNew) throws IOException {
    contents.add(inode(file));
    if (isNew) {
      created(file);
    }
  }

  void deleted(Path path, Path kept) throws IOException {
    entries.add(new Entry(parentOf(path), new Change.Deleted(path, kept)));
  }

  void renamed(Path from, Path to, Optional<Path> replaced) throws IOException {
    entries.add(new Entry(parentOf(to), new Change.Renamed(from, to, replaced)));
  }

  void forced(Path path) throws IOException {
    Object inode = inode(path);
    contents.remove(inode);
    for (int i = 0; i < entries.size(); ) {
      if (entries.get(i).parent.equals(inode)) {
        reachesTheDisk(i);
        i = 0; // the list has changed
      } else {
        i++;
      }
    }
  }

  private void reachesTheDisk(int index) throws IOException {
    switch (entries.remove(index).change) {
      case Change.Created _ -> {}
      case Change.Deleted deleted -> release(deleted.kept);
      case Change.Renamed renamed -> {
        if (renamed.replaced.isPresent()) {
          release(renamed.replaced.get());
        }
        followRename(index, renamed);
      }
    }
  }

  /** Older changes below a directory whose rename is final have happened under its new name. */
  private void followRename(int before, Change.Renamed renamed) {
    List<Entry> older = new ArrayList<>();
    for (Entry entry : entries.subList(0, before)) {
      switch (entry.change) {
        case Change.Created(Path path) when path.equals(renamed.from) -> {}
        case Change.Created(Path path) ->
            older.add(new Entry(entry.parent, new Change.Created(renamed(path, renamed))));
        case Change.Deleted(Path path, Path kept) ->
            older.add(new Entry(entry.parent, new Change.Deleted(renamed(path, renamed), kept)));
        case Change.Renamed(Path from, Path to, Optional<Path> replaced) ->
            older.add(
                new Entry(
                    entry.parent,
                    new Change.Renamed(renamed(from, renamed), renamed(to, renamed), replaced)));
      }
    }
    entries.subList(0, before).clear();
    entries.addAll(0, older);
  }

  private static Path renamed(Path path, Change.Renamed renamed) {
    boolean below = path.startsWith(renamed.from) && !path.equals(renamed.from);
    return below ? renamed.to.resolve(renamed.from.relativize(path)) : path;
  }

  private void release(Path kept) throws IOException {
    if (!Files.isDirectory(kept, LinkOption.NOFOLLOW_LINKS)
        && (int) Files.getAttribute(kept, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1) {
      contents.remove(inode(kept)); // the inode's number may soon be another file's
    }
    Files.delete(kept);
  }

  /** Everything that happened so far is on the disk. */
  void forget() throws IOException {
    contents.clear();
    entries.clear();
    DurableFiles.system().deleteTree(shadow);
  }

  /** Empties the files whose content was not forced. */
  void loseContents() throws IOException {
    List<Path> lost = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            && contents.contains(inode(path))) {
          lost.add(path);
        }
      }
    }
    for (Path path : lost) {
      DurableFiles.system().write(path, ByteBuffer.allocate(0));
    }
    forget();
  }

  /**
   * Takes back the changes of directories that were not forced, the newest first, and empties
   * files.
   */
  void loseNamesAndContents() throws IOException {
    for (Entry entry : entries.reversed()) {
      switch (entry.change) {
        case Change.Created(Path path) -> DurableFiles.system().deleteTree(path);
        case Change.Deleted(Path path, Path kept) -> restore(kept, path);
        case Change.Renamed(Path from, Path to, Optional<Path> replaced) -> {
          restore(to, from);
          if (replaced.isPresent()) {
            restore(replaced.get(), to);
          }
        }
      }
    }
    loseContents();
  }

  /** Moves back what a later change, which did reach the disk, has left in its place. */
  private static void restore(Path from, Path to) throws IOException {
    Path parent = to.getParent();
    if (exists(from) && !exists(to) && parent != null && exists(parent)) {
      DurableFiles.system().rename(from, to);
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Object parentOf(Path path) throws IOException {
    return inode(path.toAbsolutePath().resolveSibling("."));
  }

  private static Object inode(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }
}
