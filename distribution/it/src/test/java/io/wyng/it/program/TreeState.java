package io.wyng.it.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything in some directories, to be compared with what is there later.
 *
 * @param entries a description of each file and directory
 */
public record TreeState(Map<Path, String> entries) {

  /** What changes at every contact, and means nothing. */
  private static final Set<String> CONTACTS = Set.of("lock", "archive.dat", ".hardlink");

  /** What is in these directories now. */
  public static TreeState of(Path... directories) throws IOException {
    Map<Path, String> entries = new TreeMap<>();
    for (Path directory : directories) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.toList()) {
          if (!CONTACTS.contains(file.getFileName().toString())) {
            entries.put(file, describe(file));
          }
        }
      }
    }
    return new TreeState(entries);
  }

  private static String describe(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    }
    return Files.isDirectory(file) ? "directory" : Sha256.of(file);
  }
}
