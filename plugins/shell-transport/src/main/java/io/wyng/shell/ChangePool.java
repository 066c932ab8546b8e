package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.FileChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Changes of which no two touch the same file. The order among them does not matter, so that the
 * far side can make most of them with a few processes: moves between the same two directories in
 * which files keep their names, deletions, and other moves as links whose origins are deleted.
 */
final class ChangePool {

  /** Each group of moves costs a process over there; so few files are moved otherwise. */
  private static final int SMALL_GROUP = 4;

  private final boolean linksPossible;
  private final NameBatch names = new NameBatch();
  private final List<FileChange> changes = new ArrayList<>();
  private final Set<ArchivePath> touched = new HashSet<>();
  private final Map<Way, Integer> moves = new HashMap<>();

  /** From where to where files move that keep their names. */
  private record Way(ArchivePath from, ArchivePath to) {
    static Way of(FileChange.Move move) {
      return new Way(move.from().parent(), move.to().parent());
    }
  }

  ChangePool(boolean linksPossible) {
    this.linksPossible = linksPossible;
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Whether a change can be made together with those that are in already. */
  boolean takes(FileChange change) {
    return switch (change) {
      case FileChange.Delete(ArchivePath path) ->
          !touched.contains(path) && names.hasRoomFor(ArchiveSite.name(path));
      case FileChange.Move(ArchivePath from, ArchivePath to) ->
          !touched.contains(from)
              && !touched.contains(to)
              && names.hasRoomFor(ArchiveSite.name(from), ArchiveSite.name(to));
    };
  }

  void add(FileChange change) {
    changes.add(change);
    switch (change) {
      case FileChange.Delete(ArchivePath path) -> touch(path);
      case FileChange.Move move -> {
        touch(move.from());
        touch(move.to());
        if (keepsItsName(move)) {
          moves.merge(Way.of(move), 1, Integer::sum);
        }
      }
    }
  }

  /** Counts the names at their longest, so that no command line can become too long. */
  private void touch(ArchivePath path) {
    touched.add(path);
    names.add(ArchiveSite.name(path));
  }

  private static boolean keepsItsName(FileChange.Move move) {
    return move.from().name().equals(move.to().name());
  }

  /** Sends all of them, and is empty again. */
  void send(RemoteShell shell) throws IOException {
    List<String> lines = new ArrayList<>();
    List<FileChange.Move> others = new ArrayList<>();
    boolean mayLink = linksPossible && others().size() >= SMALL_GROUP;
    Map<Way, Integer> groups = new HashMap<>();
    for (FileChange change : changes) {
      switch (change) {
        case FileChange.Delete(ArchivePath path) -> lines.add("d" + ArchiveSite.name(path));
        case FileChange.Move move -> {
          if (keepsItsName(move) && !(mayLink && isInSmallGroup(move))) {
            addGrouped(move, groups, lines);
          } else {
            lines.add("f" + ArchiveSite.name(move.from()));
            lines.add("t" + ArchiveSite.name(move.to()));
            others.add(move);
          }
        }
      }
    }
    byte[] block = ArchiveSite.block(lines);
    byte[] tar = mayLink ? links(others) : new byte[0];
    shell.send("pool " + block.length + " " + tar.length, block, tar);
    changes.clear();
    touched.clear();
    moves.clear();
    names.clear();
  }

  /** The moves that are worth a process only when they are made together. */
  private List<FileChange.Move> others() {
    List<FileChange.Move> others = new ArrayList<>();
    for (FileChange change : changes) {
      if (change instanceof FileChange.Move move && (!keepsItsName(move) || isInSmallGroup(move))) {
        others.add(move);
      }
    }
    // Where upper and lower case are the same, these are two spellings of one name.
    boolean differInCase =
        others.stream().anyMatch(move -> move.from().text().equalsIgnoreCase(move.to().text()));
    return differInCase ? List.of() : others;
  }

  private boolean isInSmallGroup(FileChange.Move move) {
    return moves.getOrDefault(Way.of(move), 0) < SMALL_GROUP;
  }

  private static void addGrouped(
      FileChange.Move move, Map<Way, Integer> groups, List<String> lines) {
    Way way = Way.of(move);
    Integer group = groups.get(way);
    if (group == null) {
      group = groups.size() + 1;
      groups.put(way, group);
      lines.add("g" + group + " " + ArchiveSite.name(way.from()));
      lines.add("h" + group + " " + ArchiveSite.name(way.to()));
    }
    lines.add("i" + group + " " + move.from().name());
  }

  private static byte[] links(List<FileChange.Move> moves) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = TarMembers.open(bytes)) {
      for (FileChange.Move move : moves) {
        tar.putArchiveEntry(TarMembers.link(move.to(), move.from()));
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
