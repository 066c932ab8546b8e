package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.archive.AuditedSession;
import io.wyng.it.program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The commands that change or judge an archive as a whole, one after another in the life of one
 * archive of thin volumes.
 */
class CommandsVmSuite {

  private static final int MIB = 1 << 20;
  private static final int ARCHIVE_FAILURE = 10;
  private static final int SOURCE_FAILURE = 30;
  private static final int DAMAGE = 40;
  private static final int USAGE = 2;
  private static final String ROOT = "root-1";
  private static final String COPY = "copy.of-root";
  private static final String SPARE = "spare";
  private static final String RENAMED = "renamed";

  private final ThinPool pool;

  /** Another machine takes over in the middle. */
  private Backup backup;

  private int seed;

  CommandsVmSuite() throws IOException {
    pool = ThinPool.create("vg-1", "/dev/vda", 64, 150);
    pool.create(ROOT, 8 * MIB).fill(8 * MIB, 1);
    pool.create(COPY, 8 * MIB).fill(8 * MIB, 1);
    pool.create(SPARE, 4 * MIB).fill(4 * MIB, 2);
    backup = Backup.create("backup", "/dev/vdb", pool, "--compression=zstd");
    backup.run("add", ROOT, COPY, SPARE).succeeded();
  }

  @TestFactory
  Stream<DynamicTest> life() {
    return Stream.of(
        dynamicTest("arch-init refuses an archive that exists", this::initializeAgain),
        dynamicTest("send tags, describes and leaves out", this::sendWithTag),
        dynamicTest("send --dedup links what another volume has", this::sendWithDeduplication),
        dynamicTest("rename: the next send is incremental", this::rename),
        dynamicTest("list shows sessions, tags and the pool", this::list),
        dynamicTest("diff tells a session from the volume", this::diff),
        dynamicTest("prune keeps what the rules keep", this::prune),
        dynamicTest("send --autoprune prunes first", this::sendWithAutoprune),
        dynamicTest("arch-deduplicate leaves every byte as it was", this::deduplicate),
        dynamicTest("arch-check --repair and a send mend a chunk", this::checkAndRepair),
        dynamicTest("--from reads the archive without this machine's metadata", this::readForeign),
        dynamicTest("arch-init --from continues it", this::importArchive),
        dynamicTest("delete asks, and takes the snapshots along", this::delete),
        dynamicTest("send --remap takes a snapshot from another archive", this::displace),
        dynamicTest("arch-delete leaves the volumes only", this::deleteArchive));
  }

  private void initializeAgain() {
    backup.initialize(pool).failed(ARCHIVE_FAILURE, "already");
  }

  private void sendWithTag() throws IOException {
    backup
        .run("send", "--volex=" + COPY, "--tag=First,the very", "--volume-desc=a disk")
        .succeeded();

    assertEquals("[" + ROOT + ".tick, " + SPARE + ".tick]", pool.snapshots());
    assertHoldsVolume(ROOT);
    assertHoldsVolume(SPARE);
  }

  private void sendWithDeduplication() throws IOException {
    JsonNode sent = backup.run("send", COPY, "--dedup", "--json").succeeded().json("sent");

    assertTrue(sent.path("linkedBytes").asLong() > 0, sent::toString);
    assertEquals(0, sent.path("storedBytes").asLong(), sent::toString);
    assertHoldsVolume(COPY);
  }

  private void rename() throws IOException {
    backup.run("rename", SPARE, RENAMED).succeeded();
    ThinPool.run("lvrename", "-q", pool.group(), SPARE, RENAMED);

    change(RENAMED);

    assertEquals("[" + COPY + ".tick, " + RENAMED + ".tick, " + ROOT + ".tick]", pool.snapshots());
  }

  private void list() throws IOException {
    change(ROOT);
    change(ROOT);

    String text = backup.run("list", "--verbose").succeeded().output();
    JsonNode listed = backup.run("list", ROOT, "--json").succeeded().json("volume");

    for (String word : List.of(pool.location(), "a disk", "first the very", RENAMED, "%")) {
      assertTrue(text.contains(word), text);
    }
    assertEquals(
        sessions(ROOT).stream().map(AuditedSession::date).toList(),
        listed.path("sessions").findValuesAsText("session"));
  }

  private void diff() throws IOException {
    backup.run("diff", ROOT).succeeded();

    Result different = backup.run("diff", ROOT, "--session=^first");

    assertEquals(1, different.status(), different::toString);
    assertFalse(pool.isReserved());
  }

  private void prune() throws IOException {
    List<AuditedSession> all = sessions(ROOT);
    backup.run("prune", ROOT, "--dry-run", "--keep-last=1", "--keep=^first").succeeded();
    assertEquals(all, sessions(ROOT));

    backup.run("prune", ROOT, "-u", "--keep-last=1", "--keep=^first").succeeded();

    assertEquals(contents(List.of(all.getFirst(), all.getLast())), contents(sessions(ROOT)));
    change(ROOT);
  }

  private void sendWithAutoprune() throws IOException {
    List<AuditedSession> before = sessions(ROOT);
    pool.volume(ROOT).scribble(5 * MIB, 3, ++seed);

    backup.run("send", ROOT, "--autoprune=full", "--keep-last=1").succeeded();

    List<AuditedSession> after = sessions(ROOT);
    assertEquals(contents(List.of(before.getLast())), contents(after.subList(0, 1)));
    assertEquals(2, after.size());
    assertHoldsVolume(ROOT);
  }

  private void deduplicate() throws IOException {
    List<AuditedSession> before = sessions(ROOT);

    backup.run("arch-deduplicate").succeeded();

    assertEquals(before, sessions(ROOT));
    assertHoldsVolume(COPY);
    change(COPY);
  }

  private void checkAndRepair() throws IOException {
    backup.run("arch-check").succeeded();
    String damaged = sessions(RENAMED).getLast().date();
    Path chunk = chunkOfOneName();
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[bytes.length / 2] ^= 1;
    Files.write(chunk, bytes);

    Result checked = backup.run("arch-check", "--json");
    Result repaired = backup.run("arch-check", "--session=newest", "--repair");
    backup.run("send").succeeded();

    assertEquals(DAMAGE, checked.status(), checked::toString);
    assertEquals(DAMAGE, repaired.status(), repaired::toString);
    backup.run("arch-check", "--session=newest").succeeded();
    // What was stored before stays damaged, and goes with its session.
    backup.run("prune", RENAMED, "-u", "--session=" + damaged).succeeded();
    backup.run("arch-check").succeeded();
    assertHoldsVolume(RENAMED);
    assertFalse(pool.isReserved());
  }

  /** A chunk file of the newest session of a volume that no other session has a link of. */
  private Path chunkOfOneName() throws IOException {
    String newest = sessions(RENAMED).getLast().name();
    try (Stream<Path> files =
        Files.walk(archive().resolve("default").resolve(RENAMED).resolve(newest))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().matches("x[0-9a-f]{16}")
            && Files.getAttribute(file, "unix:nlink").equals(1)) {
          return file;
        }
      }
    }
    throw new AssertionError("all chunks of " + newest + " are shared");
  }

  private Path archive() {
    return backup.mountPoint().resolve("wyng.backup");
  }

  private String from() {
    return "--from=internal:" + backup.mountPoint();
  }

  private void readForeign() throws IOException {
    Backup other = new Backup(backup.mountPoint(), Files.createTempDirectory("other"));
    AuditedSession expected = sessions(ROOT).getFirst();
    String session = "--session=" + expected.date();
    String target = pool.volume("foreign").file().toString();

    other.run("list", from()).mentions("nobody agreed");
    other.run("-u", "list", from()).succeeded();
    other.run("-u", "verify", ROOT, session, from()).succeeded();
    other.run("-u", "receive", ROOT, session, from(), "--save-to=" + target).succeeded();

    assertEquals(expected.sha256(), pool.volume("foreign").sha256());
    pool.remove("foreign");
    assertFalse(Files.exists(other.metadata().resolve("wyng.backup")));
  }

  /** The snapshots still prove to be those of the last sessions. */
  private void importArchive() throws IOException {
    backup = new Backup(backup.mountPoint(), Files.createTempDirectory("other"));

    backup.run("-u", "arch-init", from()).succeeded();

    change(ROOT);
    change(COPY);
  }

  private void delete() throws IOException {
    assertEquals(USAGE, backup.run("delete", COPY).status());
    assertHoldsVolume(COPY);

    backup.run("delete", COPY, "-u").succeeded();

    assertEquals("[" + RENAMED + ".tick, " + ROOT + ".tick]", pool.snapshots());
    assertTrue(pool.has(COPY));
    backup.run("arch-check", "--session=newest").succeeded();
    assertHoldsVolume(ROOT);
  }

  private void displace() throws IOException {
    Backup other = new Backup(backup.mountPoint(), Files.createTempDirectory("second"));
    other.initialize(pool, "--subdir=second").succeeded();
    other.run("add", ROOT).succeeded();
    other.run("send").failed(SOURCE_FAILURE, "another archive", "--remap");

    other.run("send", "--remap").succeeded();
    JsonNode back = backup.run("send", ROOT, "--remap", "--json").succeeded().json("sent");

    assertEquals("comparison", back.path("kind").asText());
    assertHoldsVolume(ROOT);
    change(ROOT);
    other.run("arch-delete", "-u").succeeded();
    change(ROOT);
  }

  private void deleteArchive() throws IOException {
    backup.run("arch-delete", "-u").succeeded();

    assertEquals("[]", pool.snapshots());
    for (String volume : List.of(ROOT, COPY, RENAMED)) {
      assertTrue(pool.has(volume), volume);
    }
    assertFalse(Files.exists(archive().resolve("default")));
    assertFalse(Files.exists(backup.metadata().resolve("wyng.backup/default")));
    backup.initialize(pool).succeeded();
  }

  /** Changes a volume and sends it: incrementally, and right. */
  private void change(String volume) throws IOException {
    pool.volume(volume).scribble(3 * MIB + seed, 70_000, ++seed);

    JsonNode sent = backup.send(volume);

    assertEquals("incremental", sent.path("kind").asText());
    assertHoldsVolume(volume);
    assertFalse(pool.isReserved());
  }

  private void assertHoldsVolume(String volume) throws IOException {
    assertEquals(pool.volume(volume).sha256(), sessions(volume).getLast().sha256());
  }

  private List<AuditedSession> sessions(String volume) throws IOException {
    return backup.audit().volume(volume).sessions();
  }

  /** What sessions hold, whatever was merged into them. */
  private static List<String> contents(List<AuditedSession> sessions) {
    List<String> contents = new ArrayList<>();
    sessions.forEach(session -> contents.add(session.date() + " " + session.sha256()));
    return contents;
  }
}
