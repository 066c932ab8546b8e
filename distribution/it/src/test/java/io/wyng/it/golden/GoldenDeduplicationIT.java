package io.wyng.it.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.archive.AuditedSession;
import io.wyng.it.golden.GoldenArchive.ExpectedSession;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of the original programs, deduplicated. */
class GoldenDeduplicationIT {

  static List<String> names() {
    return GoldenArchive.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDeduplicatedArchiveHoldsWhatItHeldInNoMoreFiles(String name, @TempDir Path directory)
      throws IOException {
    GoldenArchive golden = GoldenArchive.unpack(name, directory);
    Sandbox sandbox = golden.sandbox();
    // Whatever command comes first settles what a send of the original left behind; the chunks
    // that it had stored stay, for the send that goes on with them.
    sandbox.run("arch-check").succeeded();
    Set<Path> leftovers = audit(sandbox).leftovers();
    long filesBefore = files(sandbox);

    JsonNode done = sandbox.run("arch-deduplicate", "--json").succeeded().json("deduplicated");

    ArchiveAudit after = audit(sandbox);
    assertEquals(leftovers, after.leftovers());
    assertTrue(done.path("chunks").asLong() > 0, done::toString);
    assertTrue(filesBefore - files(sandbox) <= done.path("linkedChunks").asLong());
    assertEquals(different(after), files(sandbox));
    for (Map.Entry<String, List<ExpectedSession>> volume : golden.volumes().entrySet()) {
      assertEquals(
          volume.getValue().stream().map(ExpectedSession::sha256).toList(),
          after.volume(volume.getKey()).sessions().stream().map(AuditedSession::sha256).toList());
      for (ExpectedSession session : volume.getValue()) {
        sandbox.run("verify", volume.getKey(), "--session=" + session.date()).succeeded();
      }
    }
  }

  private static ArchiveAudit audit(Sandbox sandbox) throws IOException {
    return ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
  }

  /** How many different chunks the manifests name. */
  private static long different(ArchiveAudit audit) {
    return audit.volumes().values().stream()
        .flatMap(volume -> volume.sessions().stream())
        .flatMap(session -> session.manifest().stream())
        .filter(line -> line.isStored())
        .map(line -> line.digest())
        .distinct()
        .count();
  }

  /** How many files finished sessions have, whatever the number of their names. */
  private static long files(Sandbox sandbox) throws IOException {
    Set<Object> files = new HashSet<>();
    try (Stream<Path> names = Files.walk(sandbox.remoteTree())) {
      for (Path file : names.toList()) {
        if (file.getFileName().toString().matches("x[0-9a-f]{16}")
            && !sandbox.remoteTree().relativize(file).toString().contains("-tmp/")) {
          files.add(Files.getAttribute(file, "unix:ino"));
        }
      }
    }
    return files.size();
  }
}
