package io.wyng.engine.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The metadata on one side of an archive, to be compared with the other side's. */
final class MetadataDigests {

  private MetadataDigests() {}

  /** SHA-256 of all files but chunks and what only one side has; what is temporary is seen. */
  static Map<String, String> of(Path tree) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = tree.relativize(path).toString();
        if (!name.matches(".*/(x[0-9a-f]{16}|deltamap)")) {
          files.put(name, digest(Files.readAllBytes(path)));
        }
      }
    }
    return files;
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
