package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.archive.AuditedSession;
import io.wyng.it.program.DiskImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Volumes are changed in every way, sent after each change, and every session is restored. */
abstract class ThinPoolHistory {

  private static final int MIB = 1 << 20;
  private static final int ARCHIVE_CHUNK = 64 << 10;
  private static final String ROOT = "root-1";
  private static final String HOME = "home.img";

  private final int poolChunk;
  private final ThinPool pool;
  private final Backup backup;

  /** SHA-256 of each session of a volume, by its date. */
  private final Map<String, Map<String, String>> history = new LinkedHashMap<>();

  /** Makes the pool on the first disk of the machine, and the archive on the second. */
  ThinPoolHistory(int chunkKib) throws IOException {
    poolChunk = chunkKib << 10;
    pool = ThinPool.create("vg-1", "/dev/vda", chunkKib, 200);
    backup = Backup.create("backup", "/dev/vdb", pool);
    pool.create(ROOT, 16 * MIB).fill(16 * MIB, 1);
    pool.create(HOME, 5 * MIB + 3 * 4096).fill(5 * MIB + 3 * 4096, 2);
    backup.run("add", ROOT, HOME).succeeded();
  }

  @FunctionalInterface
  private interface Change {
    void make(DiskImage volume) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> history() {
    return Stream.of(
        dynamicTest("the first send of two volumes is full", this::sendBoth),
        dynamicTest("a send without a change makes no session", this::sendNothing),
        after("bytes were overwritten", volume -> volume.scribble(3 * MIB + 5, 3, 3)),
        after("many chunks were overwritten", volume -> volume.scribble(MIB, 4 * MIB, 4)),
        after("zeros were written", volume -> volume.erase(2 * MIB, MIB)),
        after("blocks were discarded", _ -> pool.discard(ROOT, 3 * MIB, 2 * MIB)),
        after("it has grown", _ -> pool.resize(ROOT, 21 * MIB)),
        after("what has grown was written to", volume -> volume.scribble(20 * MIB, MIB, 5)),
        after("it has shrunk", _ -> pool.resize(ROOT, 10 * MIB)),
        after("it has grown again", _ -> pool.resize(ROOT, 14 * MIB)),
        dynamicTest("only the chunks that changed are stored", this::sendOneChunk),
        dynamicTest("the archive keeps every rule and holds every state", this::audit),
        dynamicTest("every session is restored to a new logical volume", this::restoreToVolumes),
        dynamicTest("every session is restored to a file", this::restoreToFiles),
        dynamicTest("an older session goes back to the volume itself", this::restoreInPlace));
  }

  private void sendBoth() throws IOException {
    List<JsonNode> sent =
        backup.run("send", "--json").succeeded().json().stream()
            .filter(object -> object.path("type").asText().equals("sent"))
            .toList();

    assertEquals(
        List.of("full", "full"), sent.stream().map(each -> each.path("kind").asText()).toList());
    for (JsonNode each : sent) {
      remember(each);
    }
    assertEquals("[" + HOME + ".tick, " + ROOT + ".tick]", pool.snapshots());
    assertFalse(pool.isReserved());
  }

  private void sendNothing() {
    List<String> results =
        backup.run("send", "--json").succeeded().json().stream()
            .map(object -> object.path("type").asText())
            .filter(type -> !type.equals("progress"))
            .toList();

    assertEquals(List.of("unchanged", "unchanged"), results);
    assertFalse(pool.isReserved());
  }

  /** A send after a change: incremental, and the snapshot that was sent is the new baseline. */
  private DynamicTest after(String what, Change change) {
    return dynamicTest(
        "a send after " + what + " is incremental",
        () -> {
          change.make(pool.volume(ROOT));

          JsonNode sent = backup.send(ROOT);

          assertEquals("incremental", sent.path("kind").asText());
          assertEquals("[" + HOME + ".tick, " + ROOT + ".tick]", pool.snapshots());
          assertFalse(pool.isReserved());
          remember(sent);
        });
  }

  private void sendOneChunk() throws IOException {
    pool.volume(ROOT).scribble(6 * MIB + 100, 5, 6);

    JsonNode sent = backup.send(ROOT);

    assertEquals(poolChunk, sent.path("readBytes").asLong());
    assertEquals(ARCHIVE_CHUNK, sent.path("changedBytes").asLong());
    remember(sent);
  }

  private void remember(JsonNode sent) throws IOException {
    String volume = sent.path("volume").asText();
    history
        .computeIfAbsent(volume, _ -> new LinkedHashMap<>())
        .put(sent.path("session").asText(), pool.volume(volume).sha256());
  }

  private void audit() throws IOException {
    ArchiveAudit audit = backup.audit();

    assertEquals(history.get(ROOT), contents(audit.volume(ROOT).sessions()));
    assertEquals(history.get(HOME), contents(audit.volume(HOME).sessions()));
    assertEquals(Set.of(), audit.leftovers());
    assertEquals(pool.identity(ROOT + ".tick"), audit.volume(ROOT).last().snapshot());
  }

  private static Map<String, String> contents(List<AuditedSession> sessions) {
    Map<String, String> contents = new LinkedHashMap<>();
    sessions.forEach(session -> contents.put(session.date(), session.sha256()));
    return contents;
  }

  @FunctionalInterface
  private interface Restore {
    String sha256(String volume, String session) throws IOException;
  }

  private void restoreToVolumes() throws IOException {
    assertRestored((volume, session) -> {
      String restored = "restored-" + session;
      DiskImage target = pool.volume(restored);
      receive(volume, session, target.file());
      String sha256 = target.sha256();
      pool.remove(restored);
      return sha256;
    });
  }

  private void restoreToFiles() throws IOException {
    Path target = backup.mountPoint().resolve("restored.img");
    assertRestored((volume, session) -> {
      receive(volume, session, target);
      return new DiskImage(target).sha256();
    });
    Files.delete(target);
  }

  private void receive(String volume, String session, Path target) {
    backup.run("receive", volume, "-u", "--session=" + session, "--save-to=" + target).succeeded();
  }

  private void assertRestored(Restore restore) throws IOException {
    for (Map.Entry<String, Map<String, String>> volume : history.entrySet()) {
      Map<String, String> restored = new LinkedHashMap<>();
      for (String session : volume.getValue().keySet()) {
        restored.put(session, restore.sha256(volume.getKey(), session));
      }
      assertEquals(volume.getValue(), restored);
    }
  }

  /** Its size is another one, its snapshot stays: so the next send is incremental, and right. */
  private void restoreInPlace() throws IOException {
    List<String> sessions = new ArrayList<>(history.get(ROOT).keySet());
    String older = sessions.get(sessions.size() / 2);

    backup.run("receive", ROOT, "-u", "--session=" + older).succeeded();
    assertEquals(history.get(ROOT).get(older), pool.volume(ROOT).sha256());
    JsonNode sent = backup.send(ROOT);

    assertEquals("incremental", sent.path("kind").asText());
    assertEquals(history.get(ROOT).get(older), backup.audit().volume(ROOT).last().sha256());
  }
}
