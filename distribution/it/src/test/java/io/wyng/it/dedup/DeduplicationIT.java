package io.wyng.it.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicationIT {

  private static final int DESTINATION = 20;
  private static final int CHUNK = 64 << 10;
  private static final long BYTES = 40L * CHUNK;

  private Sandbox sandbox;
  private DiskImage first;
  private DiskImage second;

  /** Two images with much in common. */
  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    sandbox = Sandbox.in(directory);
    first = sandbox.volume("first").fill(BYTES, 1);
    second = sandbox.volume("second").fill(BYTES, 1).scribble(3L * CHUNK, 2 * CHUNK, 2);
    sandbox.initialize().succeeded();
    sandbox.run("add", "first", "second").succeeded();
  }

  private Set<Object> files() throws IOException {
    Set<Object> files = new HashSet<>();
    for (Path chunk : chunks()) {
      files.add(Files.getAttribute(chunk, "unix:ino"));
    }
    return files;
  }

  private List<Path> chunks() throws IOException {
    try (Stream<Path> files = Files.walk(sandbox.remoteTree())) {
      return files.filter(file -> file.getFileName().toString().matches("x[0-9a-f]{16}")).toList();
    }
  }

  private void assertIntact() throws IOException {
    for (DiskImage image : List.of(first, second)) {
      String volume = image.file().getFileName().toString();
      sandbox.run("verify", volume).succeeded();
      String newest = sandbox.sessions(volume).getLast();
      assertEquals(image.sha256(), sandbox.restored(volume, newest).sha256());
    }
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(first.sha256(), audit.volume("first").last().sha256());
    assertEquals(second.sha256(), audit.volume("second").last().sha256());
    assertEquals(Set.of(), audit.leftovers());
  }

  @Test
  void volumesThatAreSentWithDeduplicationShareWhatTheyHaveInCommon() throws IOException {
    sandbox.run("send", "first").succeeded();

    JsonNode sent = sandbox.run("send", "--dedup", "second", "--json").succeeded().json("sent");

    assertTrue(sent.path("linkedBytes").asLong() > 0, sent::toString);
    assertTrue(files().size() < chunks().size());
    assertIntact();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void theLevelsOfTheOldManualTurnDeduplicationOnFromTwo(int level) throws IOException {
    sandbox.run("--testing-dedup=" + level, "send").succeeded();

    assertEquals(level >= 2, files().size() < chunks().size());
    assertIntact();
  }

  @Test
  void anArchiveIsDeduplicatedAfterwards() throws IOException {
    sandbox.run("send").succeeded();
    int before = files().size();
    assertEquals(chunks().size(), before);

    JsonNode done = sandbox.run("arch-deduplicate", "--json").succeeded().json("deduplicated");

    assertTrue(files().size() < before);
    assertEquals(before, done.path("chunks").asInt());
    assertEquals(before - files().size(), done.path("linkedChunks").asInt());
    assertIntact();
    first.scribble(9L * CHUNK, CHUNK, 7);
    second.scribble(9L * CHUNK, CHUNK, 7);
    sandbox.run("send", "--dedup").succeeded();
    assertIntact();
  }

  @Test
  void theReportTellsWhatWasShared() {
    Result sent = sandbox.run("send", "--dedup").succeeded();
    Result deduplicated = sandbox.run("arch-deduplicate").succeeded();

    assertTrue(sent.output().contains(" shared in "), sent::toString);
    assertTrue(deduplicated.output().contains(" chunks are links of others"), sent::toString);
  }

  /** strace lets every hard link fail as it does on vfat: this machine need not have that. */
  @Test
  void aDestinationWithoutHardLinksIsNamedBeforeAnythingIsDone() throws IOException {
    List<String> withoutLinks =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=link,linkat",
            "-e",
            "inject=link,linkat:error=EPERM");

    Result send = sandbox.program("send", "--dedup").under(withoutLinks).run();
    Result deduplicate = sandbox.program("arch-deduplicate").under(withoutLinks).run();

    send.failed(DESTINATION, "hard links", "internal:/");
    deduplicate.failed(DESTINATION, "hard links", "internal:/");
    assertEquals(List.of(), chunks());
    assertFalse(Files.exists(sandbox.volumes().resolve(".wyng-snapshots")));
    sandbox.program("send").under(withoutLinks).run().succeeded();
    assertIntact();
  }
}
