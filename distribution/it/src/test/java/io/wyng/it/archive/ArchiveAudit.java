package io.wyng.it.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive of format 1 or 2, read from its files by the letter of the format documents, all rules
 * checked that a writer must keep so that Wyng 0.2 and 0.3 for Python accept it (archive format 1,
 * chapter 6; archive format 2, chapter 5).
 *
 * <p>This is the stand-in for a run of those programs, which the tests cannot have: it shares no
 * code with the program that is tested, refuses whatever the original would stumble over, and
 * restores each session by itself.
 *
 * @param settings what holds for the whole archive
 * @param volumes the volumes that have sessions, or at least metadata
 * @param leftovers files that belong to no session and to nothing else that a finished archive has,
 *     relative to the tree they are in
 */
public record ArchiveAudit(
    Settings settings, Map<String, AuditedVolume> volumes, Set<Path> leftovers) {

  private static final Set<String> REMOTE_FILES = Set.of("archive.dat", ".hardlink");
  private static final Set<String> ARCHIVE_FILES = Set.of("archive.ini", ".set");
  private static final Set<String> VOLUME_FILES = Set.of("volinfo", "deltamap", "volchanged");

  /**
   * Audits an archive.
   *
   * @param localTree the directory {@code wyng.backup} on this machine
   * @param remoteTree the directory {@code wyng.backup} at the destination
   * @return what it holds
   * @throws AssertionError when a rule is broken; the message names rule and file
   */
  public static ArchiveAudit of(Path localTree, Path remoteTree) throws IOException {
    Path local = localTree.resolve("default");
    Path remote = remoteTree.resolve("default");
    requireSame(local.resolve("archive.ini"), remote.resolve("archive.ini"));
    for (Path side : new Path[] {local, remote}) {
      Rule.require(!Files.exists(side.resolve("in_process")), "nothing is in process", side);
    }
    Settings settings = Settings.read(local.resolve("archive.ini"));
    Map<String, AuditedVolume> volumes = new LinkedHashMap<>();
    Set<Path> known = new TreeSet<>();
    for (String name : settings.volumes().keySet()) {
      VolumeAudit audit =
          new VolumeAudit(settings, name, local.resolve(name), remote.resolve(name));
      audit.run().ifPresent(volume -> volumes.put(name, volume));
      known.addAll(audit.files());
    }
    Set<Path> leftovers = new TreeSet<>();
    leftovers.addAll(unknownFiles(remoteTree, known));
    leftovers.addAll(unknownFiles(localTree, known));
    return new ArchiveAudit(settings, volumes, leftovers);
  }

  /** A volume of the archive. */
  public AuditedVolume volume(String name) {
    AuditedVolume volume = volumes.get(name);
    Rule.require(volume != null, "the archive has the volume " + name, volumes.keySet());
    return volume;
  }

  private static Set<Path> unknownFiles(Path tree, Set<Path> known) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(file -> !Files.isDirectory(file) && !known.contains(file))
          .map(tree::relativize)
          .filter(file -> !isExpected(file))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean isExpected(Path file) {
    String name = file.getFileName().toString();
    return switch (file.getNameCount()) {
      case 1 -> REMOTE_FILES.contains(name) || name.equals("lock");
      case 2 -> ARCHIVE_FILES.contains(name);
      case 3 -> VOLUME_FILES.contains(name);
      default -> false;
    };
  }

  /** The first rule of all: what both sides have is the same, byte for byte. */
  static void requireSame(Path local, Path remote) throws IOException {
    Rule.require(Files.exists(local), "the source has all metadata", local);
    Rule.require(Files.exists(remote), "the destination has all metadata", remote);
    Rule.require(
        Arrays.equals(Files.readAllBytes(local), Files.readAllBytes(remote)),
        "metadata is the same on both sides",
        local + " and " + remote);
  }
}
