package io.wyng.destination.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which directories are mount points, decided like {@code mountpoint(1)}: by the kernel's table,
 * which knows bind mounts too, and without the table by the device numbers of the directory and its
 * parent.
 */
final class MountPoints {

  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  private final Optional<Set<String>> mounted;

  private MountPoints(Optional<Set<String>> mounted) {
    this.mounted = mounted;
  }

  /** The mount points of this moment. */
  static MountPoints now() {
    try {
      return inTable(Files.readString(TABLE, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return byDeviceNumbers(); // no /proc, as in some chroots
    }
  }

  /**
   * The mount points of a table, see {@code proc_pid_mountinfo(5)}.
   *
   * @param mountinfo its text, one character for each byte
   */
  static MountPoints inTable(String mountinfo) {
    Set<String> points = new HashSet<>();
    for (String line : mountinfo.split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      // An automounter's own mount stands there before, and whether or not, anything is mounted.
      if (fields.length > 4 && !line.contains(" - autofs ")) {
        points.add(unescaped(fields[4]));
      }
    }
    return new MountPoints(Optional.of(points));
  }

  static MountPoints byDeviceNumbers() {
    return new MountPoints(Optional.empty());
  }

  /** Undoes the table's octal escapes of white space and backslashes. */
  private static String unescaped(String field) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && i + 3 < field.length()) {
        bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        bytes.write(field.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Whether something is mounted at a directory.
   *
   * @param directory an existing directory, perhaps reached through symbolic links
   */
  boolean contain(Path directory) throws IOException {
    Path real = directory.toRealPath();
    Path parent = real.getParent();
    if (parent == null) {
      return true;
    }
    return mounted.isPresent()
        ? mounted.get().contains(real.toString())
        : !device(real).equals(device(parent));
  }

  /** The mount point below which an existing directory lies. */
  Path above(Path directory) throws IOException {
    Path point = directory.toRealPath();
    Path parent = point.getParent();
    while (parent != null && !contain(point)) {
      point = parent;
      parent = point.getParent();
    }
    return point;
  }

  /** The number of the device on which a path lies. */
  static Object device(Path path) throws IOException {
    return Files.getAttribute(path, "unix:dev");
  }
}
