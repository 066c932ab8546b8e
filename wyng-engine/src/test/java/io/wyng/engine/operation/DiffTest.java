package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.DifferenceException;
import io.wyng.engine.failure.UsageException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffTest {

  private static final int CHUNK = 65_536;

  @TempDir Path directory;

  private TestArchive archive;
  private byte[] content;

  @BeforeEach
  void sendAVolume() throws IOException {
    archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol");
    content = new byte[500_000];
    RandomGeneratorFactory.of("L64X128MixRandom").create(1).nextBytes(content);
    Arrays.fill(content, 2 * CHUNK, 4 * CHUNK, (byte) 0);
    archive.writeVolume("vol", content);
    archive.send("vol");
  }

  private List<Event.RangeDiffers> ranges() {
    return archive.events(Event.RangeDiffers.class);
  }

  private static Event.RangeDiffers range(long offset, long length) {
    return new Event.RangeDiffers(VolumeName.parse("vol"), offset, length);
  }

  @Test
  void aVolumeThatIsWhatTheSessionHoldsDoesNotDiffer() {
    archive.diff("vol", false);

    assertEquals(List.of(), ranges());
    assertEquals(0, archive.events(Event.VolumeCompared.class).getLast().differingBytes());
  }

  @Test
  void neighbouringChunksThatDifferAreOneRangeAndTheEndIsShort() throws IOException {
    content[5] ^= 1;
    content[CHUNK + 5] ^= 1;
    content[3 * CHUNK] = 1;
    content[content.length - 1] ^= 1;
    archive.writeVolume("vol", content);

    assertThrows(DifferenceException.class, () -> archive.diff("vol", false));

    int last = 7 * CHUNK;
    assertEquals(
        List.of(range(0, 2L * CHUNK), range(3L * CHUNK, CHUNK), range(last, content.length - last)),
        ranges());
    assertEquals(
        3L * CHUNK + content.length - last,
        archive.events(Event.VolumeCompared.class).getLast().differingBytes());
  }

  @Test
  void withoutRemapTheSnapshotsStayAsTheyWere() throws IOException {
    content[5] ^= 1;
    archive.writeVolume("vol", content);
    archive.source.changes.clear();

    assertThrows(DifferenceException.class, () -> archive.diff("vol", false));

    assertEquals(List.of("create vol", "remove vol"), archive.source.changes);
  }

  @ParameterizedTest
  @ValueSource(ints = {300_000, 7 * CHUNK, 600_000})
  void aVolumeOfAnotherSizeDiffersAndBothSizesAreTold(int length) throws IOException {
    archive.writeVolume("vol", Arrays.copyOf(content, length));

    assertThrows(DifferenceException.class, () -> archive.diff("vol", false));

    Event.VolumeCompared compared = archive.events(Event.VolumeCompared.class).getLast();
    assertEquals(length, compared.volumeBytes());
    assertEquals(content.length, compared.sessionBytes());
    assertEquals(length > content.length, !ranges().isEmpty());
  }

  @Test
  void anOlderSessionCanBeComparedButNotRemapped() throws IOException {
    content[5] ^= 1;
    archive.writeVolume("vol", content);
    archive.send("vol");
    SessionReference older = new SessionReference.ByDate(archive.sessions("vol").getFirst());
    VolumeName name = VolumeName.parse("vol");
    Diff diff = new Diff(archive.context());

    assertThrows(
        DifferenceException.class,
        () -> diff.run(new Diff.Request(name, older, false, SpaceLimits.STANDARD)));
    assertThrows(
        UsageException.class,
        () -> diff.run(new Diff.Request(name, older, true, SpaceLimits.STANDARD)));

    assertEquals(List.of(range(0, CHUNK)), ranges());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterRemapTheNextSendIsIncrementalAndStoresWhatDiffered(boolean snapshotsAreLost)
      throws IOException {
    content[5] ^= 1;
    archive.writeVolume("vol", content);
    if (snapshotsAreLost) {
      DurableFiles.system().deleteTree(archive.volumes.resolve(".wyng-snapshots"));
    }
    assertThrows(DifferenceException.class, () -> archive.diff("vol", true));
    content[5 * CHUNK] ^= 1;
    archive.writeVolume("vol", content);

    archive.send("vol");

    Event.VolumeSent sent = archive.events(Event.VolumeSent.class).getLast();
    assertEquals(Event.SendKind.INCREMENTAL, sent.kind());
    assertEquals(2L * CHUNK, sent.changedBytes());
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void remapKeepsWhatMonitorsHaveFound() throws IOException {
    content[5] ^= 1;
    archive.writeVolume("vol", content);
    archive.monitor();
    content[CHUNK + 5] ^= 1;
    archive.writeVolume("vol", content);

    assertThrows(DifferenceException.class, () -> archive.diff("vol", true));
    archive.monitor();
    archive.send("vol");

    assertArrayEquals(content, archive.restore("vol", null));
    assertTrue(
        archive.events(Event.VolumeSent.class).getLast().kind() == Event.SendKind.INCREMENTAL);
  }
}
