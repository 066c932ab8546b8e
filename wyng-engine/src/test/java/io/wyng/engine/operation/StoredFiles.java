package io.wyng.engine.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of stored chunks at a destination, as the file system sees them. */
record StoredFiles(Path destination) {

  static final int CHUNK = 65_536;

  static StoredFiles of(TestArchive archive) {
    return new StoredFiles(archive.destination().resolve("default"));
  }

  /** Their names, sorted. */
  List<Path> names() throws IOException {
    return names("x[0-9a-f]{16}");
  }

  /** The names of a kind, sorted. */
  List<Path> names(String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(destination)) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }

  /** How many files there are behind the names. */
  int count() throws IOException {
    Set<Object> files = new HashSet<>();
    for (Path name : names()) {
      files.add(Files.getAttribute(name, "unix:ino"));
    }
    return files.size();
  }

  /** The chunk of a volume's session, counted from the oldest. */
  Path chunk(String volume, int session, int number) throws IOException {
    List<Path> sessions = new ArrayList<>();
    try (Stream<Path> entries = Files.list(destination.resolve(volume))) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith("S_"))
          .forEach(sessions::add);
    }
    String address = String.format("%016x", (long) number * CHUNK);
    return sessions.stream()
        .sorted()
        .toList()
        .get(session)
        .resolve(address.substring(0, 9))
        .resolve("x" + address);
  }

  /** Damages a chunk, but under this name only if it has several. */
  static void damage(Path chunk) throws IOException {
    byte[] content = Files.readAllBytes(chunk);
    content[content.length / 2] ^= 1;
    Files.delete(chunk);
    Files.write(chunk, content);
  }
}
