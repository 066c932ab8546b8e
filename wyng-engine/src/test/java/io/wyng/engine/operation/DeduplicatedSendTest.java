package io.wyng.engine.operation;

import static io.wyng.engine.operation.StoredFiles.CHUNK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.event.Event;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicatedSendTest {

  @TempDir Path directory;

  /** Chunks of noise, one for each number; equal numbers make equal chunks, 0 one of zeros. */
  private static byte[] volume(int... kinds) {
    byte[] content = new byte[kinds.length * CHUNK];
    for (int i = 0; i < kinds.length; i++) {
      byte[] chunk = new byte[CHUNK];
      if (kinds[i] != 0) {
        new Random(kinds[i]).nextBytes(chunk);
      }
      System.arraycopy(chunk, 0, content, i * CHUNK, CHUNK);
    }
    return content;
  }

  private TestArchive archive(String hash) throws IOException {
    return archive(hash, DurableFiles.system());
  }

  private TestArchive archive(String hash, DurableFiles files) throws IOException {
    TestArchive archive = new TestArchive(directory, files);
    archive.initialize(null, hash, 1);
    archive.add("first", "second");
    return archive;
  }

  private static Event.VolumeSent lastSent(TestArchive archive) {
    return archive.events(Event.VolumeSent.class).getLast();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "blake2b"})
  void aChunkOfAnotherVolumeIsLinkedTo(String hash) throws IOException {
    TestArchive archive = archive(hash);
    archive.writeVolume("first", volume(1, 2, 3, 4));
    archive.writeVolume("second", volume(9, 3, 8, 1));
    archive.send("first");

    archive.send(true, "second");

    assertEquals(6, StoredFiles.of(archive).count());
    assertEquals(8, StoredFiles.of(archive).names().size());
    long twoChunks =
        Files.size(StoredFiles.of(archive).chunk("first", 0, 0))
            + Files.size(StoredFiles.of(archive).chunk("first", 0, 2));
    assertEquals(twoChunks, lastSent(archive).linkedBytes());
    assertEquals(twoChunks, lastSent(archive).storedBytes(), 100);
    assertArrayEquals(volume(1, 2, 3, 4), archive.restore("first", null));
    assertArrayEquals(volume(9, 3, 8, 1), archive.restore("second", null));
  }

  @Test
  void chunksOfTheSameSessionAndOfVolumesSentJustBeforeAreLinkedTo() throws IOException {
    TestArchive archive = archive(null);
    archive.writeVolume("first", volume(1, 2, 1, 1, 3));
    archive.writeVolume("second", volume(3, 2, 3, 5, 5));

    archive.send(true);

    assertEquals(4, StoredFiles.of(archive).count());
    assertArrayEquals(volume(1, 2, 1, 1, 3), archive.restore("first", null));
    assertArrayEquals(volume(3, 2, 3, 5, 5), archive.restore("second", null));
  }

  @Test
  void aChunkOfAnOlderSessionIsLinkedToWhenItComesBack() throws IOException {
    TestArchive archive = archive(null);
    archive.writeVolume("first", volume(1, 2, 3));
    archive.send("first");
    archive.writeVolume("first", volume(4, 2, 3));
    archive.send("first");
    archive.writeVolume("first", volume(1, 2, 3));

    archive.send(true, "first");

    assertEquals(0, lastSent(archive).storedBytes());
    assertEquals(4, StoredFiles.of(archive).count());
    assertArrayEquals(volume(1, 2, 3), archive.restore("first", null));
  }

  @Test
  void withoutDeduplicationNothingIsLinked() throws IOException {
    TestArchive archive = archive(null);
    archive.writeVolume("first", volume(1, 1, 1));

    archive.send(false, "first");

    assertEquals(3, StoredFiles.of(archive).count());
    assertEquals(0, lastSent(archive).linkedBytes());
  }

  @Test
  void chunksOfZerosAreNeitherStoredNorLinked() throws IOException {
    TestArchive archive = archive(null);
    archive.writeVolume("first", volume(1, 0, 0, 2));

    archive.send(true, "first");

    assertEquals(2, StoredFiles.of(archive).names().size());
    assertEquals(0, lastSent(archive).linkedBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "blake2b"})
  void aMissingOrDamagedChunkIsNotLinkedToButStoredAgainAndReported(String hash)
      throws IOException {
    TestArchive archive = archive(hash);
    archive.writeVolume("first", volume(1, 2, 3, 4, 5));
    archive.send("first");
    StoredFiles stored = StoredFiles.of(archive);
    Files.delete(stored.chunk("first", 0, 0));
    StoredFiles.damage(stored.chunk("first", 0, 1));
    Files.write(stored.chunk("first", 0, 2), new byte[] {1, 2, 3});
    Files.delete(stored.chunk("first", 0, 3));
    Files.createDirectory(stored.chunk("first", 0, 3));
    archive.writeVolume("second", volume(1, 2, 3, 4, 5, 1, 2, 3, 4));

    archive.send(true, "second");

    assertArrayEquals(volume(1, 2, 3, 4, 5, 1, 2, 3, 4), archive.restore("second", null));
    assertEquals(1, LimitedLinks.names(stored.chunk("first", 0, 1)));
    assertEquals(2, LimitedLinks.names(stored.chunk("second", 0, 1)));
    assertEquals(2, LimitedLinks.names(stored.chunk("first", 0, 4)));
    List<Event.Warning> warnings = archive.events(Event.Warning.class);
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().message().contains("4 chunks"), warnings::toString);
  }

  @Test
  void whenAFileHasAllTheLinksItCanHaveACopyIsTheNextToLinkTo() throws IOException {
    TestArchive archive = archive(null, new LimitedLinks(3));
    archive.writeVolume("first", volume(1, 1, 1, 1));
    archive.writeVolume("second", volume(1, 1, 1, 1, 1, 1, 1));

    archive.send(true, "first");
    archive.send(true, "second");

    assertEquals(11, StoredFiles.of(archive).names().size());
    assertEquals(4, StoredFiles.of(archive).count());
    assertArrayEquals(volume(1, 1, 1, 1, 1, 1, 1), archive.restore("second", null));
  }

  @Test
  void withoutHardLinksDeduplicationIsRefusedBeforeAnythingIsDone() throws IOException {
    TestArchive archive = archive(null, new LimitedLinks(1));
    archive.writeVolume("first", volume(1, 1));

    DestinationException failure =
        assertThrows(DestinationException.class, () -> archive.send(true, "first"));

    assertTrue(String.valueOf(failure.getMessage()).contains("hard links"), failure::toString);
    assertFalse(failure.remedy().isEmpty());
    assertEquals(List.of(), archive.sessions("first"));
    assertFalse(Files.exists(archive.volumes.resolve(".wyng-snapshots")));
    archive.send("first");
    assertArrayEquals(volume(1, 1), archive.restore("first", null));
  }

  @Test
  void moreChunksThanAreProvedAtATimeAreAllLinked() throws IOException {
    int[] kinds = new int[1100];
    Arrays.setAll(kinds, i -> i % 550 + 1);
    TestArchive archive = archive(null);
    archive.writeVolume("first", volume(Arrays.copyOf(kinds, 550)));
    archive.send("first");
    archive.writeVolume("second", volume(kinds));

    archive.send(true, "second");

    assertEquals(550, StoredFiles.of(archive).count());
    assertEquals(0, lastSent(archive).storedBytes());
    assertArrayEquals(volume(kinds), archive.restore("second", null));
  }

  @Test
  void aDamagedManifestOfAnotherVolumeIsLeftOutAndNamed() throws IOException {
    TestArchive archive = archive(null);
    archive.writeVolume("first", volume(1, 2));
    archive.send("first");
    String session = archive.sessions("first").getFirst().directory();
    Path manifest = archive.metaDirectory.resolve("default/first/" + session + "/manifest");
    Files.writeString(manifest, "no manifest\n");
    archive.writeVolume("second", volume(3, 3));

    archive.send(true, "second");

    assertEquals(1, archive.events(Event.Warning.class).size());
    assertTrue(archive.events(Event.Warning.class).getFirst().message().contains("first"));
    assertArrayEquals(volume(3, 3), archive.restore("second", null));
  }

  @Test
  void chunksOfASessionThatWasGivenUpAreNotLinkedTo() throws IOException {
    TestArchive archive = archive(null);
    archive.writeVolume("first", volume(1, 2, 3, 4));
    archive.send("first");
    archive.writeVolume("first", volume(7, 2, 3, 8));
    archive.writeVolume("second", volume(7, 2));
    damageLastLineOnBothSides(archive);

    assertThrows(IncompleteException.class, () -> archive.send(true));

    assertEquals(1, archive.events(Event.VolumeSkipped.class).size());
    assertArrayEquals(volume(7, 2), archive.restore("second", null));
    assertEquals(1, LimitedLinks.names(StoredFiles.of(archive).chunk("second", 0, 0)));
    assertEquals(2, LimitedLinks.names(StoredFiles.of(archive).chunk("second", 0, 1)));
  }

  /** So that the volume can be sent up to its last chunk only. */
  private static void damageLastLineOnBothSides(TestArchive archive) throws IOException {
    String session = archive.sessions("first").getFirst().directory();
    for (Path side : List.of(archive.metaDirectory, archive.destination())) {
      Path manifest = side.resolve("default/first/" + session + "/manifest");
      String text = Files.readString(manifest, StandardCharsets.US_ASCII);
      Files.writeString(manifest, text.replaceFirst("\\S+ x0000000000030000", "damaged"));
    }
  }
}
