package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.SourceException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.StorageFill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorTest {

  private static final int CHUNK = 65_536;

  @TempDir Path directory;

  private TestArchive archive;
  private byte[] content;

  @BeforeEach
  void sendAVolume() throws IOException {
    archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol", "other");
    content = new byte[500_000];
    RandomGeneratorFactory.of("L64X128MixRandom").create(1).nextBytes(content);
    archive.writeVolume("vol", content);
    archive.writeVolume("other", Arrays.copyOf(content, 100_000));
    archive.send();
    archive.events.clear();
  }

  private void change(int offset) throws IOException {
    content[offset] ^= 1;
    archive.writeVolume("vol", content);
  }

  private Path local(String name) {
    return archive.metaDirectory.resolve("default/vol").resolve(name);
  }

  private Event.VolumeSent sent() {
    return archive.events(Event.VolumeSent.class).getLast();
  }

  @Test
  void whatSeveralMonitorsFoundIsSentByTheNextSendAndNothingElseIsRead() throws IOException {
    change(CHUNK + 5);
    archive.monitor();
    change(4 * CHUNK + 5);
    archive.monitor("vol");
    change(6 * CHUNK + 5);

    archive.send("vol");

    assertEquals(Event.SendKind.INCREMENTAL, sent().kind());
    assertEquals(3L * CHUNK, sent().readBytes());
    assertEquals(3L * CHUNK, sent().changedBytes());
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void itTellsWhatIsNewAndWhatTheNextSendWillLookAt() throws IOException {
    change(5);
    archive.monitor();
    change(CHUNK + 5);

    archive.monitor("vol");

    Event.ChangesCollected collected = archive.events(Event.ChangesCollected.class).getLast();
    assertEquals(CHUNK, collected.newBytes());
    assertEquals(2L * CHUNK, collected.markedBytes());
    assertTrue(collected.rotated());
  }

  @Test
  void aVolumeWithoutChangesKeepsItsSnapshotAndItsMap() throws IOException {
    change(5);
    archive.monitor("vol");
    byte[] pairing = Files.readAllBytes(local("deltamap-pairing"));
    archive.source.changes.clear();

    archive.monitor("vol");

    assertEquals(List.of("create vol", "remove vol"), archive.source.changes);
    assertArrayEquals(pairing, Files.readAllBytes(local("deltamap-pairing")));
    assertFalse(archive.events(Event.ChangesCollected.class).getLast().rotated());
  }

  @Test
  void allVolumesShareOneScan() throws IOException {
    change(5);
    archive.source.scans = 0;

    archive.monitor();

    assertEquals(1, archive.source.scans);
    assertEquals(2, archive.events(Event.ChangesCollected.class).size());
  }

  @Test
  void theDestinationIsNotNeeded() throws IOException {
    change(5);
    Path away = directory.resolve("away");
    Files.move(archive.base.resolve("destination"), away);

    archive.monitor();

    Files.move(away, archive.base.resolve("destination"));
    archive.send("vol");
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void theBaselineIsLabelledAsTheOriginalProgramsExpectIt() throws IOException {
    change(5);
    archive.source.changes.clear();

    archive.monitor("vol");

    String session = archive.sessions("vol").getLast().directory();
    assertEquals(
        List.of("create vol", "promote vol " + session, "promote vol delta"),
        archive.source.changes);
  }

  @Test
  void aVolumeWithoutSessionsHasNothingToMonitor() throws IOException {
    archive.add("new");
    archive.writeVolume("new", new byte[1000]);

    archive.monitor("new");

    assertTrue(archive.events(Event.Notice.class).getLast().message().contains("no session yet"));
  }

  @Test
  void aVolumeThatVanishedIsSkippedAndTheOthersAreMonitored() throws IOException {
    change(5);
    Files.delete(archive.volumes.resolve("other"));

    archive.monitor();

    assertEquals("other", archive.events(Event.VolumeSkipped.class).getLast().volume().text());
    assertTrue(archive.events(Event.ChangesCollected.class).getLast().rotated());
  }

  @Test
  void aVolumeThatVanishedIsAFailureWhenItIsTheOnlyOne() throws IOException {
    Files.delete(archive.volumes.resolve("vol"));

    SourceException failure = assertThrows(SourceException.class, () -> archive.monitor("vol"));

    assertTrue(String.valueOf(failure.getMessage()).contains("does not exist"), failure.toString());
  }

  @ParameterizedTest
  @CsvSource({"deltamap-pairing, true", "deltamap, true", "deltamap, false"})
  void withoutTheMapThatWasProvedTheVolumeIsComparedInFull(String file, boolean delete)
      throws IOException {
    change(5);
    archive.monitor("vol");
    change(CHUNK + 5);
    if (delete) {
      Files.delete(local(file));
    } else {
      Files.write(local(file), new byte[] {0, 0});
    }

    archive.send("vol");

    assertEquals(Event.SendKind.COMPARISON, sent().kind());
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void aVolumeThatNoSnapshotIsProvedForIsSkipped() throws IOException {
    DurableFiles.system().deleteTree(archive.volumes.resolve(".wyng-snapshots"));

    archive.monitor("vol");

    Event.VolumeSkipped skipped = archive.events(Event.VolumeSkipped.class).getLast();
    assertTrue(skipped.remedy().contains("next send"), skipped.remedy());
    assertFalse(Files.exists(archive.volumes.resolve(".wyng-snapshots/vol")));
  }

  @ParameterizedTest
  @CsvSource({
    "900000, 900000",
    "200000, 200000",
    "900000, 500000",
    "200000, 500000",
    "200000, 900000",
    "65537, 65536",
    "500001, 499999"
  })
  void resizingBetweenMonitorsLosesNothing(int first, int second) throws IOException {
    change(7 * CHUNK + 5);
    archive.monitor("vol");
    content = Arrays.copyOf(content, first);
    archive.writeVolume("vol", content);
    archive.monitor("vol");
    content = Arrays.copyOf(content, second);
    archive.writeVolume("vol", content);

    archive.send("vol");

    assertEquals(Event.SendKind.INCREMENTAL, sent().kind());
    assertArrayEquals(content, archive.restore("vol", null));
    archive.monitor("vol");
    archive.send("vol");
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void excludedVolumesAreLeftOutAndMisspeltOnesAreRefused() {
    Monitor monitor = new Monitor(archive.context());
    VolumeName other = VolumeName.parse("other");

    monitor.run(new VolumeSelection(List.of(), List.of(other)), SpaceLimits.STANDARD);

    assertEquals(1, archive.events(Event.ChangesCollected.class).size());
    assertThrows(
        ArchiveException.class,
        () ->
            monitor.run(
                new VolumeSelection(List.of(), List.of(VolumeName.parse("othre"))),
                SpaceLimits.STANDARD));
  }

  @ParameterizedTest
  @CsvSource({
    "89, 79, false, true",
    "90, 1, true, false",
    "1, 80, true, false",
    "79, 69, false, false"
  })
  void aPoolThatIsTooFullGetsNoSnapshotAndOneThatFillsUpAWarning(
      int data, int metadata, boolean refused, boolean warned) throws IOException {
    archive.source.fill =
        new StorageFill(
            "thin pool x/y",
            new StorageFill.Level(data, "Extend the data."),
            new StorageFill.Level(metadata, "Extend the metadata."));
    archive.source.changes.clear();
    change(5);

    if (refused) {
      SourceException refusal = assertThrows(SourceException.class, () -> archive.monitor("vol"));
      assertTrue(String.valueOf(refusal.getMessage()).contains("too full"), refusal.getMessage());
      assertTrue(refusal.remedy().contains(metadata >= 80 ? "metadata" : "data"), refusal.remedy());
      assertEquals(List.of(), archive.source.changes);
      assertThrows(SourceException.class, () -> archive.send("vol"));
    } else {
      archive.monitor();
    }

    assertEquals(warned ? 1 : 0, archive.events(Event.Warning.class).size());
  }

  @Test
  void theLimitsCanBeRaised() {
    archive.source.fill =
        new StorageFill(
            "thin pool x/y",
            new StorageFill.Level(100, "Extend."),
            new StorageFill.Level(100, "Extend."));

    new Monitor(archive.context())
        .run(VolumeSelection.of(List.of()), new SpaceLimits(SpaceLimits.NEVER, SpaceLimits.NEVER));

    assertEquals(2, archive.events(Event.ChangesCollected.class).size());
  }
}
