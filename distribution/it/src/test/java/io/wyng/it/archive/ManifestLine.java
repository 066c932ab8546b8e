package io.wyng.it.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a manifest (archive format 1, section 2.4).
 *
 * @param address byte offset of the chunk
 * @param digest of the stored bytes; {@code 0} for a chunk of zeros, which is not stored
 */
public record ManifestLine(long address, String digest) {

  /** Whether there is a file for it. */
  public boolean isStored() {
    return !digest.equals("0");
  }

  static List<ManifestLine> read(Path file, int chunkBytes) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    Rule.require(
        text.isEmpty() || text.endsWith("\n"), "every line of a manifest is terminated", file);
    List<ManifestLine> lines = new ArrayList<>();
    long previous = -1;
    for (String line : text.lines().toList()) {
      Rule.require(
          line.matches("(0|[0-9a-f]{64}) x[0-9a-f]{16}"),
          "a line is a digest and an address",
          file + ": " + line);
      int blank = line.indexOf(' ');
      long address = Long.parseLong(line.substring(blank + 2), 16);
      Rule.require(address > previous, "addresses ascend, each stands once", file + ": " + line);
      Rule.require(
          address % chunkBytes == 0,
          "addresses are multiples of the chunk size",
          file + ": " + line);
      lines.add(new ManifestLine(address, line.substring(0, blank)));
      previous = address;
    }
    return lines;
  }
}
