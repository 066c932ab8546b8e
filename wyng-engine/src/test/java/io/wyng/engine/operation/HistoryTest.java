package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Backups and restores through all of the engine, with real plugins, against a model of the
 * volumes.
 */
class HistoryTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, {1}, chunk factor {2}, seed {3}")
  @CsvSource({
    "zlib:4, sha256, 1, 1", "zlib:1, blake2b, 2, 2", "zlib:9, sha256, 1, 3", "bz2:1, sha256, 1, 4",
    "bz2:9, blake2b, 4, 5", "zstd:3, sha256, 1, 6", "zstd:1, blake2b, 3, 7", "zstd:3, sha256, 6, 8",
    "zlib:4, sha256, 1, 9", "zstd:3, blake2b, 1, 10", "zlib:4, sha256, 2, 11",
        "zstd:5, sha256, 1, 12"
  })
  void everySessionOfARandomHistoryRestoresToTheBytesOfThatTime(
      String compression, String hash, int chunkFactor, long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(compression, hash, chunkFactor);
    archive.add("vol-1.img", "other");
    VolumeModel first = new VolumeModel(random, 1_000_000);
    VolumeModel second = new VolumeModel(random, 200_000);
    Map<SessionName, byte[]> firstSessions = new TreeMap<>();
    Map<SessionName, byte[]> secondSessions = new TreeMap<>();

    for (int i = 0; i < 8; i++) {
      archive.writeVolume("vol-1.img", first.content());
      archive.writeVolume("other", second.content());
      archive.send();
      archive.sessions("vol-1.img").forEach(s -> firstSessions.putIfAbsent(s, first.content()));
      archive.sessions("other").forEach(s -> secondSessions.putIfAbsent(s, second.content()));
      first.change();
      second.change();
    }

    for (Map.Entry<SessionName, byte[]> session : firstSessions.entrySet()) {
      assertArrayEquals(session.getValue(), archive.restore("vol-1.img", session.getKey()));
      archive.verify("vol-1.img", session.getKey());
    }
    for (Map.Entry<SessionName, byte[]> session : secondSessions.entrySet()) {
      assertArrayEquals(session.getValue(), archive.restore("other", session.getKey()));
    }
    assertTrue(firstSessions.size() > 1);
  }

  @Test
  void sendingAVolumeThatDidNotChangeMakesNoSession() throws IOException {
    TestArchive archive = archiveWithOneSession();

    archive.send("vol");

    assertEquals(1, archive.sessions("vol").size());
    assertEquals(1, archive.events(Event.VolumeUnchanged.class).size());
  }

  @Test
  void aVolumeThatOnlyShrankIsSent() throws IOException {
    TestArchive archive = archiveWithOneSession();
    byte[] shorter = new byte[100_000];
    System.arraycopy(Files.readAllBytes(archive.volumes.resolve("vol")), 0, shorter, 0, 100_000);
    archive.writeVolume("vol", shorter);

    archive.send("vol");

    assertArrayEquals(shorter, archive.restore("vol", null));
  }

  @Test
  void aVolumeThatOnlyGrewIsSent() throws IOException {
    TestArchive archive = archiveWithOneSession();
    byte[] longer = new byte[1_000_000];
    byte[] before = Files.readAllBytes(archive.volumes.resolve("vol"));
    System.arraycopy(before, 0, longer, 0, before.length);
    archive.writeVolume("vol", longer);

    archive.send("vol");

    assertArrayEquals(longer, archive.restore("vol", null));
  }

  @Test
  void aVolumeOfWhichPartsWereOnlyZeroedIsSent() throws IOException {
    TestArchive archive = archiveWithOneSession();
    byte[] content = Files.readAllBytes(archive.volumes.resolve("vol"));
    java.util.Arrays.fill(content, 65_536, 3 * 65_536, (byte) 0);
    archive.writeVolume("vol", content);

    archive.send("vol");

    assertArrayEquals(content, archive.restore("vol", null));
    assertEquals(0, archive.events(Event.VolumeSent.class).getLast().storedBytes());
  }

  @Test
  void anIncrementalSendReadsAndStoresOnlyWhatChanged() throws IOException {
    TestArchive archive = archiveWithOneSession();
    byte[] content = Files.readAllBytes(archive.volumes.resolve("vol"));
    content[70_000] ^= 1;
    archive.writeVolume("vol", content);

    archive.send("vol");

    Event.VolumeSent sent = archive.events(Event.VolumeSent.class).getLast();
    assertEquals(Event.SendKind.INCREMENTAL, sent.kind());
    assertEquals(65_536, sent.changedBytes());
    assertEquals(65_536, sent.readBytes());
  }

  @Test
  void withoutAProvenSnapshotTheVolumeIsComparedInFullAndPairedAgain() throws IOException {
    TestArchive archive = archiveWithOneSession();
    byte[] content = Files.readAllBytes(archive.volumes.resolve("vol"));
    content[70_000] ^= 1;
    archive.writeVolume("vol", content);
    DurableFiles.system().deleteTree(archive.volumes.resolve(".wyng-snapshots"));

    archive.send("vol");
    archive.send("vol");

    Event.VolumeSent sent = archive.events(Event.VolumeSent.class).getLast();
    assertEquals(Event.SendKind.COMPARISON, sent.kind());
    assertEquals(65_536, sent.changedBytes());
    assertEquals(1, archive.events(Event.VolumeUnchanged.class).size());
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void nothingTemporaryIsLeftBehind() throws IOException {
    TestArchive archive = archiveWithOneSession();

    try (var files = Files.walk(archive.base)) {
      assertFalse(
          files.anyMatch(f -> f.getFileName().toString().matches(".*(-tmp|\\.new|\\.tmp)")));
    }
  }

  private TestArchive archiveWithOneSession() throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol");
    byte[] content = new byte[500_000];
    RandomGeneratorFactory.of("L64X128MixRandom").create(1).nextBytes(content);
    archive.writeVolume("vol", content);
    archive.send("vol");
    return archive;
  }
}
