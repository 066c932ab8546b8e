package io.wyng.it.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.archive.AuditedSession;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.LongTest;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One archive with a long history: the volume is changed, its send is killed at the next moment,
 * and whatever that leaves is met by the next commands.
 */
@LongTest
class KilledSendIT {

  private static final int CHUNK = 64 << 10;
  private static final String VOLUME = "disk";

  private Sandbox sandbox;
  private DiskImage image;
  private long imageBytes = 24L * CHUNK;
  private int kills;

  /** What the sessions hold, by their dates. */
  private final Map<String, String> history = new LinkedHashMap<>();

  @TestFactory
  Stream<DynamicTest> aKilledSendLosesNothingAndTheNextOneIsComplete(@TempDir Path directory)
      throws IOException {
    sandbox = Sandbox.in(directory);
    image = sandbox.volume(VOLUME).fill(imageBytes, 1);
    sandbox.initialize().succeeded();
    sandbox.begin(VOLUME);
    change(0);
    List<KillPoint> points = KillPoint.of(sandbox.program("send"), sandbox.root());
    remember(audit());
    long files = snapshotFiles();
    return Stream.concat(
        IntStream.range(0, points.size())
            .mapToObj(i ->
                dynamicTest("before " + points.get(i), () -> strike(i + 1, points.get(i), files))),
        Stream.of(
            dynamicTest(
                "nearly all of these moments came",
                () -> assertTrue(kills > points.size() * 3 / 4, kills + " kills"))));
  }

  private void strike(int round, KillPoint point, long files) throws IOException {
    String before = image.sha256();
    change(round);
    String after = image.sha256();

    if (point.strike(sandbox.program("send"))) {
      kills++;
    }

    List<String> listed = sandbox.sessions(VOLUME);
    assertEquals(List.copyOf(history.keySet()), listed.subList(0, history.size()));
    sandbox.run("verify", VOLUME).succeeded();
    ArchiveAudit recovered = audit();
    assertTrue(
        Set.of(before, after).contains(recovered.volume(VOLUME).last().sha256()),
        "the newest session is the volume before the change or after it");
    sandbox.run("send").succeeded();
    ArchiveAudit complete = audit();
    assertEquals(after, complete.volume(VOLUME).last().sha256());
    assertEquals(Set.of(), complete.leftovers());
    assertEquals(files, snapshotFiles(), "files that make up the snapshots");
    assertHistoryIsKept(complete);
    remember(complete);
  }

  /** Overwrites, erases, and now and then grows or shrinks the volume. */
  private void change(int round) throws IOException {
    switch (round % 7) {
      case 3 -> imageBytes += 3L * CHUNK;
      case 5 -> imageBytes -= 2L * CHUNK;
      default -> {
        // The size stays.
      }
    }
    image.resize(imageBytes);
    image.scribble((round * 5L % 20) * CHUNK + 9, 2 * CHUNK, round);
    image.erase((round * 3L % 20) * CHUNK, CHUNK);
  }

  private ArchiveAudit audit() throws IOException {
    return ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
  }

  private void remember(ArchiveAudit audit) {
    audit
        .volume(VOLUME)
        .sessions()
        .forEach(session -> history.put(session.date(), session.sha256()));
  }

  private void assertHistoryIsKept(ArchiveAudit audit) {
    Map<String, String> found = new LinkedHashMap<>();
    for (AuditedSession session : audit.volume(VOLUME).sessions()) {
      found.put(session.date(), session.sha256());
    }
    found.keySet().retainAll(history.keySet());
    assertEquals(history, found);
  }

  private long snapshotFiles() throws IOException {
    try (Stream<Path> files = Files.walk(sandbox.volumes())) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
