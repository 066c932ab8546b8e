package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.SessionName;
import io.wyng.spi.VolumeName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A change of an archive that takes several steps, as the file {@code in_process} on both sides
 * tells it (archive format 1, section 2.7).
 *
 * <p>Versions of the original program differ in how they read the last line of a merge, but all
 * write it in the same way.
 */
sealed interface InProcess {

  /**
   * Sessions are merged into the next newer one.
   *
   * @param volume the volume
   * @param target the session that stays
   * @param pruned the sessions that go, oldest first, all of them older than the target
   */
  record Merge(VolumeName volume, SessionName target, List<SessionName> pruned)
      implements InProcess {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException when the sessions are not in order
     */
    public Merge {
      pruned = List.copyOf(pruned);
      List<SessionName> all = new ArrayList<>(pruned);
      all.add(target);
      boolean ascending =
          all.stream().distinct().count() == all.size()
              && all.stream().sorted().toList().equals(all);
      if (pruned.isEmpty() || !ascending) {
        throw new IllegalArgumentException("the sessions are not in order");
      }
    }

    /** The session whose directory survives, because the oldest is usually the biggest. */
    SessionName survivor() {
      return pruned.getFirst();
    }
  }

  /**
   * A volume gets another name.
   *
   * @param volume the former name
   * @param newName the new name
   */
  record Rename(VolumeName volume, VolumeName newName) implements InProcess {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when the names are the same
     */
    public Rename {
      if (volume.equals(newName)) {
        throw new IllegalArgumentException("both names are the same");
      }
    }
  }

  /**
   * A volume is deleted.
   *
   * @param volume the volume
   */
  record Delete(VolumeName volume) implements InProcess {}

  /**
   * The whole archive is deleted. The original programs know no such operation; they stop at it.
   *
   * @param archive identity of the archive
   */
  record ArchiveDelete(UUID archive) implements InProcess {}

  /** The word by which the whole sources are merged, in the second line of a merge. */
  String ALL = "True";

  /**
   * What a file tells.
   *
   * @throws IllegalArgumentException when it tells nothing that we understand
   */
  static InProcess parse(byte[] file) {
    List<String> lines =
        new String(file, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    String operation = lines.isEmpty() ? "" : lines.getFirst();
    return switch (operation) {
      case "delete" -> new Delete(VolumeName.parse(line(lines, 1, 2)));
      case "rename" ->
          new Rename(VolumeName.parse(line(lines, 1, 3)), VolumeName.parse(line(lines, 2, 3)));
      case "merge" -> merge(lines);
      case "arch-delete" -> new ArchiveDelete(UUID.fromString(line(lines, 1, 2)));
      default -> throw new IllegalArgumentException("the operation is unknown");
    };
  }

  private static InProcess merge(List<String> lines) {
    if (!line(lines, 2, 5).equals(ALL)) {
      throw new IllegalArgumentException("the kind of merge is unknown");
    }
    return new Merge(
        VolumeName.parse(lines.get(1)),
        SessionName.parse(lines.get(3)),
        Arrays.stream(lines.get(4).split("/", -1)).map(SessionName::parse).toList());
  }

  private static String line(List<String> lines, int index, int count) {
    if (lines.size() != count) {
      throw new IllegalArgumentException("it has " + lines.size() + " lines instead of " + count);
    }
    return lines.get(index);
  }

  /** The file. */
  default byte[] print() {
    List<String> lines =
        switch (this) {
          case Delete(VolumeName volume) -> List.of("delete", volume.text());
          case Rename(VolumeName volume, VolumeName newName) ->
              List.of("rename", volume.text(), newName.text());
          case Merge(VolumeName volume, SessionName target, List<SessionName> pruned) ->
              List.of(
                  "merge",
                  volume.text(),
                  ALL,
                  target.directory(),
                  String.join("/", pruned.stream().map(SessionName::directory).toList()));
          case ArchiveDelete(UUID archive) -> List.of("arch-delete", archive.toString());
        };
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What is done, as the subject of a sentence. */
  default String description() {
    return switch (this) {
      case Delete(VolumeName volume) -> "Deleting volume " + volume;
      case Rename(VolumeName volume, VolumeName newName) ->
          "Renaming volume " + volume + " to " + newName;
      case Merge(VolumeName volume, _, List<SessionName> pruned) ->
          "Pruning "
              + (pruned.size() == 1
                  ? "session " + pruned.getFirst()
                  : "the sessions " + pruned.getFirst() + " to " + pruned.getLast())
              + " of volume "
              + volume;
      case ArchiveDelete _ -> "Deleting the archive";
    };
  }
}
