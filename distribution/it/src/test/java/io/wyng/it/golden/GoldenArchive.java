package io.wyng.it.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wyng.it.program.Program;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An archive that an original program made, unpacked. It was made from a thin pool; here its
 * volumes are files, and its destination is a directory, so that no disk is needed.
 *
 * @param name its name
 * @param sandbox where it was unpacked
 * @param formatVersion 1 or 2
 * @param compression name and level
 * @param volumes the sessions of each volume, oldest first
 */
record GoldenArchive(
    String name,
    Sandbox sandbox,
    int formatVersion,
    String compression,
    Map<String, List<ExpectedSession>> volumes) {

  private static final String SUFFIX = ".tar.zst";

  /**
   * What a session holds, as the original program saw it.
   *
   * @param date its name without {@code S_}
   * @param volumeBytes size of the volume
   * @param sha256 of the whole volume
   * @param tags identities of its tags
   */
  record ExpectedSession(String date, long volumeBytes, String sha256, List<String> tags) {}

  /** The names of all archives of the formats that are supported. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(Workplace.goldenArchives())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GoldenArchive unpack(String name, Path root) throws IOException {
    Path packed = Workplace.goldenArchives().resolve(name + SUFFIX);
    Path place = Files.createDirectory(root.resolve("packed"));
    Program.of("tar", "--zstd", "--no-same-owner", "-xpf", packed.toString())
        .with("-C", place.toString())
        .run()
        .succeeded();
    JsonNode expected = new ObjectMapper().readTree(place.resolve("expected.json").toFile());
    Sandbox sandbox = Sandbox.in(root);
    String subdirectory = expected.path("subdir").asText(".");
    Files.move(place.resolve("var/wyng.backup"), sandbox.localTree());
    Files.move(
        place.resolve("dest").resolve(subdirectory).resolve("wyng.backup"), sandbox.remoteTree());
    pointHere(sandbox, sandbox.local("archive.ini"));
    pointHere(sandbox, sandbox.remote("archive.ini"));
    return new GoldenArchive(
        name,
        sandbox,
        expected.path("format").asInt(),
        expected.path("compression").asText(),
        volumes(expected));
  }

  /** Lets the settings speak of the sandbox instead of {@code /mnt/dest} and {@code vg/pool}. */
  private static void pointHere(Sandbox sandbox, Path settings) throws IOException {
    Path volumes = sandbox.volumes();
    String text =
        Files.readString(settings, StandardCharsets.UTF_8)
            .replaceFirst("(?m)^vgname = .*$", "vgname = " + volumes.getParent())
            .replaceFirst("(?m)^poolname = .*$", "poolname = " + volumes.getFileName())
            .replaceFirst("(?m)^destmountpoint = .*$", "destmountpoint = /")
            .replaceFirst(
                "(?m)^destdir = .*$",
                "destdir = " + Path.of("/").relativize(sandbox.destination()));
    Files.writeString(settings, text, StandardCharsets.UTF_8);
  }

  private static Map<String, List<ExpectedSession>> volumes(JsonNode expected) {
    Map<String, List<ExpectedSession>> volumes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> volume : expected.path("volumes").properties()) {
      List<ExpectedSession> sessions = new ArrayList<>();
      for (JsonNode session : volume.getValue().path("sessions")) {
        sessions.add(
            new ExpectedSession(
                session.path("name").asText(),
                session.path("size").asLong(),
                session.path("sha256").asText(),
                session.path("tags").propertyStream().map(Map.Entry::getKey).toList()));
      }
      volumes.put(volume.getKey(), List.copyOf(sessions));
    }
    return volumes;
  }

  @Override
  public String toString() {
    return name;
  }
}
