package io.wyng.engine.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of chunks at the destination of a test. */
final class StoredChunks {

  private StoredChunks() {}

  /** The chunk at an address, of the oldest session that stored it. */
  static Path find(TestArchive archive, long address) throws IOException {
    String name = "x%016x".formatted(address);
    try (Stream<Path> files = Files.walk(archive.destination())) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).equals(name))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
