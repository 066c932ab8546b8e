package io.wyng.engine.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a file can be changed by nobody but root and the user who runs Wyng. Whoever can change a
 * plugin can do all that Wyng can, and Wyng mostly runs as root.
 *
 * <p>A group may write only when it is its owner's private group, which many systems give every
 * user and let write by default. Access control lists need no look of their own: what they grant
 * shows in the group's permissions.
 *
 * @param owners the numbers of the users who may own plugins
 * @param groupFile the system's groups, in the form of {@code group(5)}
 */
record FileTrust(Set<Integer> owners, Path groupFile) {

  private static final Path SYSTEM_GROUPS = Path.of("/etc/group");

  private static final int ROOT = 0;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  /** Trusts root and the user that this process runs as. */
  static FileTrust ofThisProcess() {
    try {
      // The kernel gives the files of a process to the user it acts as.
      int self = number(Path.of("/proc/self"), "uid");
      return new FileTrust(self == ROOT ? Set.of(ROOT) : Set.of(ROOT, self), SYSTEM_GROUPS);
    } catch (IOException e) {
      // Without /proc nobody says which user this is, so root alone is trusted.
      return new FileTrust(Set.of(ROOT), SYSTEM_GROUPS);
    }
  }

  /**
   * What lets others change a file, or the entries of a directory.
   *
   * @param file an existing file or directory, no symbolic link
   * @return why it cannot be trusted, to be read behind its name; or empty when it can
   * @throws IOException when it cannot be examined
   */
  Optional<String> weakness(Path file) throws IOException {
    return weakness(file, false);
  }

  /**
   * What lets others put something else in a directory's place.
   *
   * @param directory an absolute path without symbolic links
   * @return why a directory above it cannot be trusted, starting with that directory's name; or
   *     empty when all can
   * @throws IOException when they cannot be examined
   */
  Optional<String> weaknessAbove(Path directory) throws IOException {
    for (Path above = directory.getParent(); above != null; above = above.getParent()) {
      Optional<String> weakness = weakness(above, true);
      if (weakness.isPresent()) {
        return Optional.of(above + " " + weakness.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> weakness(Path file, boolean stickyIsSafe) throws IOException {
    int mode = number(file, "mode");
    if (!owners.contains(number(file, "uid"))) {
      return Optional.of("belongs to the user " + Files.getOwner(file).getName());
    }
    // In a sticky directory only its owner, and the owner of an entry, can replace the entry.
    if (stickyIsSafe && (mode & STICKY) != 0) {
      return Optional.empty();
    }
    if ((mode & OTHERS_WRITE) != 0) {
      return Optional.of("may be written to by everybody");
    }
    return (mode & GROUP_WRITES) != 0 ? groupWeakness(file) : Optional.empty();
  }

  private Optional<String> groupWeakness(Path file) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    String owner = attributes.owner().getName();
    String group = attributes.group().getName();
    return group.equals(owner) && hasNoOtherMember(group, owner)
        ? Optional.empty()
        : Optional.of("may be written to by the group " + group);
  }

  private boolean hasNoOtherMember(String group, String owner) throws IOException {
    if (!Files.isReadable(groupFile)) {
      return false;
    }
    for (String line : Files.readAllLines(groupFile, StandardCharsets.ISO_8859_1)) {
      List<String> fields = List.of(line.split(":", -1));
      if (fields.size() == 4 && fields.getFirst().equals(group)) {
        return fields.getLast().isEmpty() || fields.getLast().equals(owner);
      }
    }
    return false;
  }

  private static int number(Path file, String attribute) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:" + attribute);
  }
}
