package io.wyng.it.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The file {@code archive.ini} (archive format 1, section 2.1).
 *
 * @param chunkBytes size of a chunk
 * @param compression name of the compression
 * @param hash name of the hash
 * @param uuid identity of the archive
 * @param volumes the volumes in their order, and whether each is enabled
 */
public record Settings(
    int chunkBytes, String compression, String hash, UUID uuid, Map<String, Boolean> volumes) {

  private static final List<String> KEYS =
      List.of(
          "chunksize",
          "compression",
          "compr_level",
          "hashtype",
          "vgname",
          "poolname",
          "destsys",
          "destdir",
          "destmountpoint",
          "uuid");
  private static final Set<String> COMPRESSIONS = Set.of("zlib", "bz2", "zstd");
  private static final Set<String> HASHES = Set.of("sha256", "blake2b");
  private static final int SMALLEST_CHUNK = 64 << 10;
  private static final int LARGEST_CHUNK = 2 << 20;

  static Settings read(Path file) throws IOException {
    Map<String, Map<String, String>> sections = sections(file);
    Rule.require(
        List.copyOf(sections.keySet()).equals(List.of("var", "volumes")),
        "archive.ini has the sections var and volumes",
        file);
    Map<String, String> var = sections.get("var");
    Rule.require(
        List.copyOf(var.keySet()).equals(KEYS),
        "the settings are " + KEYS + " in this order",
        file);
    int chunkBytes = Integer.parseInt(var.get("chunksize"));
    Rule.require(
        Integer.bitCount(chunkBytes) == 1
            && chunkBytes >= SMALLEST_CHUNK
            && chunkBytes <= LARGEST_CHUNK,
        "a chunk has 32768 * 2^N bytes, N from 1 to 6",
        file);
    Rule.require(COMPRESSIONS.contains(var.get("compression")), "known compression", file);
    Rule.require(HASHES.contains(var.get("hashtype")), "known hash", file);
    Rule.require(var.get("compr_level").matches("[0-9]+"), "decimal compression level", file);
    Rule.require(var.get("destmountpoint").startsWith("/"), "absolute mount point", file);
    return new Settings(
        chunkBytes,
        var.get("compression"),
        var.get("hashtype"),
        UUID.fromString(var.get("uuid")),
        volumes(sections.get("volumes"), file));
  }

  private static Map<String, Map<String, String>> sections(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Rule.require(text.endsWith("\n") && !text.contains("\r"), "lines end with a line feed", file);
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = null;
    for (String line : text.lines().filter(line -> !line.isEmpty()).toList()) {
      if (line.matches("\\[[a-z]+\\]")) {
        section = new LinkedHashMap<>();
        sections.put(line.substring(1, line.length() - 1), section);
        continue;
      }
      Rule.require(section != null, "settings stand below a section", file);
      Rule.require(
          line.matches("[^ #;\\[][^ ]* = .+"), "a setting is written \"key = value\"", line);
      Rule.require(!line.replace("%%", "").contains("%"), "a % is doubled, for ConfigParser", line);
      String[] parts = line.split(" = ", 2);
      Rule.require(
          section.put(parts[0], parts[1].replace("%%", "%")) == null, "a key stands once", line);
    }
    return sections;
  }

  private static Map<String, Boolean> volumes(Map<String, String> lines, Path file) {
    Map<String, Boolean> volumes = new LinkedHashMap<>();
    lines.forEach((name, state) -> {
      Rule.require(name.matches("[a-zA-Z0-9+._-]{1,112}"), "volume names are of 2.1", name);
      Rule.require(!name.equals(".") && !name.equals(".."), "volume names are of 2.1", name);
      Rule.require(List.of("enable", "disable").contains(state), "enable or disable", file);
      volumes.put(name, state.equals("enable"));
    });
    return volumes;
  }

  /** Byte offset of the last chunk of a volume of so many bytes. */
  long lastChunk(long volumeBytes) {
    return (volumeBytes - 1) - ((volumeBytes - 1) % chunkBytes);
  }

  /** Length of the chunk at an address of a volume of so many bytes. */
  int chunkLength(long address, long volumeBytes) {
    return (int) Math.min(chunkBytes, volumeBytes - address);
  }

  /** The relative path of a chunk within its session. */
  static Path chunkPath(long address) {
    String digits = String.format("%016x", address);
    return Path.of(digits.substring(0, 9), "x" + digits);
  }
}
