package org.example.backup.mvstore;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DirectoryEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The names of files and directories. A directory's names are next to each other in one sorted map,
 * under keys of the directory's number and the name: renaming a directory changes one key.
 *
 * <p>Each method makes all its checks before its first change.
 */
final class FileTree {

  /** More than any archive has; only a damaged store can lead deeper, or in circles. */
  private static final int MAX_DEPTH = 1000;

  private static final int DELETED_AT_A_TIME = 1000;

  private final MVMap<String, Long> names;
  private final Nodes nodes;

  FileTree(MVStore store) {
    nodes = new Nodes(store);
    names =
        store.openMap(
            "names",
            new MVMap.Builder<String, Long>()
                .keyType(StringDataType.INSTANCE)
                .valueType(LongDataType.INSTANCE));
  }

  /** What the names stand for. */
  Nodes nodes() {
    return nodes;
  }

  private static String prefix(long directory) {
    return HexFormat.of().toHexDigits(directory) + "/";
  }

  private static String key(long directory, String name) {
    return prefix(directory) + name;
  }

  /** The file or directory at a path. */
  private Optional<Long> find(ArchivePath path) throws IOException {
    long node = Nodes.TOP;
    for (String name : path.components()) {
      if (!nodes.isDirectory(node)) {
        throw inTheWay(path, "a file is where a directory should be");
      }
      Long next = names.get(key(node, name));
      if (next == null) {
        return Optional.empty();
      }
      node = next;
    }
    return Optional.of(node);
  }

  /**
   * The file at a path.
   *
   * @throws IOException when there is a directory
   */
  Optional<Long> file(ArchivePath path) throws IOException {
    Optional<Long> found = find(path);
    if (found.isPresent() && nodes.isDirectory(found.get())) {
      throw inTheWay(path, "a directory is where a file should be");
    }
    return found;
  }

  private static ProviderException inTheWay(ArchivePath path, String what) {
    return new ProviderException(
        path + " cannot be used: " + what,
        "It was not made by Wyng: move it away and repeat the command.");
  }

  void checkFileMayBeAt(ArchivePath path) throws IOException {
    file(path);
  }

  List<DirectoryEntry> list(ArchivePath path) throws IOException {
    Optional<Long> directory = find(path);
    if (directory.isEmpty()) {
      return List.of();
    }
    if (!nodes.isDirectory(directory.get())) {
      throw inTheWay(path, "a file is where a directory should be");
    }
    List<DirectoryEntry> entries = new ArrayList<>();
    String prefix = prefix(directory.get());
    Iterator<String> keys = names.keyIterator(prefix);
    for (String key = next(keys); key.startsWith(prefix); key = next(keys)) {
      entries.add(entry(key.substring(prefix.length()), names.get(key)));
    }
    return entries;
  }

  private static String next(Iterator<String> keys) {
    return keys.hasNext() ? keys.next() : "";
  }

  private DirectoryEntry entry(String name, long node) throws IOException {
    return nodes.isDirectory(node)
        ? new DirectoryEntry(name, DirectoryEntry.Kind.DIRECTORY, 0)
        : new DirectoryEntry(name, DirectoryEntry.Kind.FILE, nodes.length(node));
  }

  private long createDirectories(ArchivePath path) {
    long directory = Nodes.TOP;
    for (String name : path.components()) {
      String key = key(directory, name);
      Long next = names.get(key);
      if (next == null) {
        next = nodes.createDirectory();
        names.put(key, next);
      }
      directory = next;
    }
    return directory;
  }

  /** Gives a new file its name. A file of that name before loses it. */
  void enter(ArchivePath path, long file) throws IOException {
    Optional<Long> former = file(path);
    names.put(key(createDirectories(path.parent()), path.name()), file);
    former.ifPresent(nodes::remove);
  }

  /** Gives a file another name. */
  void link(ArchivePath path, ArchivePath existing) throws IOException {
    long file = file(existing).orElseThrow(() -> missing(existing));
    checkFileMayBeAt(path);
    nodes.addLink(file);
    enter(path, file);
  }

  private static ProviderException missing(ArchivePath path) {
    return new ProviderException(path + " does not exist", "");
  }

  void rename(ArchivePath from, ArchivePath to) throws IOException {
    long node = find(from).orElseThrow(() -> missing(from));
    if (to.text().startsWith(from.text() + "/")) {
      throw new ProviderException(from + " cannot become " + to + ", which is below it", "");
    }
    Optional<Long> former = find(to);
    if (from.equals(to)) {
      return;
    }
    if (former.isPresent()) {
      checkReplaceable(former.get(), node, to);
    }
    names.remove(keyOf(from));
    names.put(key(createDirectories(to.parent()), to.name()), node);
    former.ifPresent(nodes::remove);
  }

  private void checkReplaceable(long former, long node, ArchivePath path) throws IOException {
    boolean directory = nodes.isDirectory(former);
    if (directory != nodes.isDirectory(node)) {
      throw inTheWay(path, "a " + (directory ? "directory" : "file") + " is there already");
    }
    if (directory && firstIn(former).isPresent()) {
      throw inTheWay(path, "the directory there is not empty");
    }
  }

  private String keyOf(ArchivePath path) throws IOException {
    long directory = find(path.parent()).orElseThrow(() -> missing(path));
    return key(directory, path.name());
  }

  /** Moves a file, if there is one. */
  void moveFile(ArchivePath from, ArchivePath to) throws IOException {
    if (file(from).isPresent()) {
      checkFileMayBeAt(to);
      rename(from, to);
    }
  }

  /** Deletes a file, if there is one. */
  void deleteFile(ArchivePath path) throws IOException {
    Optional<Long> file = file(path);
    if (file.isPresent()) {
      names.remove(keyOf(path));
      nodes.remove(file.get());
    }
  }

  /** Deletes a part of a tree, what is deepest first; returns whether something is left. */
  boolean deleteSome(ArchivePath path) throws IOException {
    Optional<Long> top = find(path);
    if (top.isEmpty()) {
      return false;
    }
    Deque<String> way = new ArrayDeque<>(List.of(keyOf(path)));
    for (int deleted = 0; deleted < DELETED_AT_A_TIME && !way.isEmpty(); ) {
      long node = names.get(way.getLast());
      Optional<String> below = nodes.isDirectory(node) ? firstIn(node) : Optional.empty();
      if (below.isPresent()) {
        way.addLast(below.get());
        checkDepth(way.size());
      } else {
        names.remove(way.removeLast());
        nodes.remove(node);
        deleted++;
      }
    }
    return !way.isEmpty();
  }

  private static void checkDepth(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw Failures.damaged("there are more than " + MAX_DEPTH + " directories in each other");
    }
  }

  /** The key of the first name in a directory. */
  private Optional<String> firstIn(long directory) {
    String prefix = prefix(directory);
    return Optional.ofNullable(names.higherKey(prefix)).filter(key -> key.startsWith(prefix));
  }
}
