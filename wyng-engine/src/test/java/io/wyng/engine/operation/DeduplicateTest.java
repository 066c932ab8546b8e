package io.wyng.engine.operation;

import static io.wyng.engine.operation.StoredFiles.CHUNK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicateTest {

  @TempDir Path directory;

  private static byte[] volume(int... kinds) {
    byte[] content = new byte[kinds.length * CHUNK];
    for (int i = 0; i < kinds.length; i++) {
      byte[] chunk = new byte[CHUNK];
      new Random(kinds[i]).nextBytes(chunk);
      System.arraycopy(chunk, 0, content, i * CHUNK, CHUNK);
    }
    return content;
  }

  /** Two volumes, of which the first has two sessions; 9 names of stored chunks, 5 different. */
  private TestArchive archive(String hash, DurableFiles files) throws IOException {
    TestArchive archive = new TestArchive(directory, files);
    archive.initialize(null, hash, 1);
    archive.add("first", "second");
    archive.writeVolume("first", volume(1, 2, 1, 3));
    archive.send("first");
    archive.writeVolume("first", volume(2, 2, 1, 4));
    archive.send("first");
    archive.writeVolume("second", volume(1, 5, 4));
    archive.send("second");
    return archive;
  }

  private static void assertRestores(TestArchive archive) throws IOException {
    List<SessionName> sessions = archive.sessions("first");
    assertArrayEquals(volume(1, 2, 1, 3), archive.restore("first", sessions.getFirst()));
    assertArrayEquals(volume(2, 2, 1, 4), archive.restore("first", sessions.getLast()));
    assertArrayEquals(volume(1, 5, 4), archive.restore("second", null));
  }

  private static Event.ArchiveDeduplicated done(TestArchive archive) {
    return archive.events(Event.ArchiveDeduplicated.class).getLast();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "blake2b"})
  void equalChunksOfAllVolumesAndSessionsShareOneFile(String hash) throws IOException {
    TestArchive archive = archive(hash, DurableFiles.system());
    assertEquals(9, StoredFiles.of(archive).count());

    archive.deduplicate();

    assertEquals(9, StoredFiles.of(archive).names().size());
    assertEquals(5, StoredFiles.of(archive).count());
    assertEquals(9, done(archive).chunks());
    assertEquals(4, done(archive).linkedChunks());
    assertEquals(List.of(), archive.events(Event.Warning.class));
    assertRestores(archive);
    assertNothingIsLeft(archive);
  }

  private static void assertNothingIsLeft(TestArchive archive) throws IOException {
    assertEquals(List.of(), StoredFiles.of(archive).names(".*-lnk.*"));
    assertFalse(Files.exists(archive.metaDirectory.resolve("links_in_process")));
    assertFalse(Files.exists(archive.metaDirectory.resolve(".tmp/dedup")));
  }

  @Test
  void itCanBeRepeatedAndBackupsGoOnAfterwards() throws IOException {
    TestArchive archive = archive(null, DurableFiles.system());
    archive.deduplicate();

    archive.deduplicate();
    archive.writeVolume("second", volume(3, 5, 4, 1));
    archive.send(true, "second");

    assertEquals(5, StoredFiles.of(archive).count());
    assertArrayEquals(volume(3, 5, 4, 1), archive.restore("second", null));
    assertArrayEquals(
        volume(1, 5, 4), archive.restore("second", archive.sessions("second").getFirst()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "blake2b"})
  void aDamagedChunkNeverTakesThePlaceOfAGoodOne(String hash) throws IOException {
    TestArchive archive = archive(hash, DurableFiles.system());
    StoredFiles stored = StoredFiles.of(archive);
    StoredFiles.damage(stored.chunk("second", 0, 0));
    Files.delete(stored.chunk("first", 1, 3));

    archive.deduplicate();

    List<SessionName> sessions = archive.sessions("first");
    assertArrayEquals(volume(1, 2, 1, 3), archive.restore("first", sessions.getFirst()));
    assertEquals(
        Files.getAttribute(stored.chunk("first", 0, 0), "unix:ino"),
        Files.getAttribute(stored.chunk("first", 0, 2), "unix:ino"));
    assertEquals(1, archive.events(Event.Warning.class).size());
    assertNothingIsLeft(archive);
  }

  @Test
  void whatTrustedMetadataProvesMendsADamagedEqual() throws IOException {
    TestArchive archive = archive("sha256", DurableFiles.system());
    StoredFiles.damage(StoredFiles.of(archive).chunk("first", 0, 0));
    assertThrows(
        IntegrityException.class,
        () -> archive.restore("first", archive.sessions("first").getFirst()));

    archive.deduplicate();

    assertRestores(archive);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void aFileWithAllTheLinksItCanHaveIsFollowedByAnother(int mostNames) throws IOException {
    int[] kinds = new int[20];
    Arrays.fill(kinds, 1);
    TestArchive archive = new TestArchive(directory, new LimitedLinks(mostNames));
    archive.initialize(null, null, 1);
    archive.add("first");
    archive.writeVolume("first", volume(kinds));
    archive.send("first");

    archive.deduplicate();

    // A chunk is tried with two others at most: with so few names, not all can be linked.
    int files = StoredFiles.of(archive).count();
    assertTrue(files < 20 && files >= 20 / mostNames, () -> files + " files");
    assertArrayEquals(volume(kinds), archive.restore("first", null));
    assertNothingIsLeft(archive);
    archive.deduplicate();
    assertArrayEquals(volume(kinds), archive.restore("first", null));
  }

  @Test
  void moreChunksThanFitIntoABatchAreAllLinked() throws IOException {
    int[] kinds = new int[1600];
    Arrays.setAll(kinds, i -> i % 3 + 1);
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("first");
    archive.writeVolume("first", volume(kinds));
    archive.send("first");

    archive.deduplicate();

    assertEquals(3, StoredFiles.of(archive).count());
    assertEquals(1597, done(archive).linkedChunks());
    assertArrayEquals(volume(kinds), archive.restore("first", null));
  }

  @Test
  void withoutHardLinksItIsRefusedAndNothingIsChanged() throws IOException {
    TestArchive archive = archive(null, new LimitedLinks(1));

    DestinationException failure = assertThrows(DestinationException.class, archive::deduplicate);

    assertTrue(String.valueOf(failure.getMessage()).contains("hard links"), failure::toString);
    assertEquals(9, StoredFiles.of(archive).count());
    assertNothingIsLeft(archive);
  }

  @Test
  void aVolumeThatDiffersBetweenBothSidesIsLeftOutAndNamed() throws IOException {
    TestArchive archive = archive(null, DurableFiles.system());
    Files.writeString(archive.destination().resolve("default/second/volinfo"), "changed = true\n");

    IncompleteException failure = assertThrows(IncompleteException.class, archive::deduplicate);

    assertTrue(String.valueOf(failure.getMessage()).contains("second"), failure::toString);
    assertEquals(1, archive.events(Event.VolumeSkipped.class).size());
    assertEquals(7, StoredFiles.of(archive).count());
    assertEquals(6, done(archive).chunks());
  }

  @Test
  void aSessionWhoseManifestIsDamagedOnBothSidesIsLeftOutAndNamed() throws IOException {
    TestArchive archive = archive(null, DurableFiles.system());
    String session = archive.sessions("second").getFirst().directory();
    for (Path side : List.of(archive.metaDirectory, archive.destination())) {
      Path manifest = side.resolve("default/second/" + session + "/manifest");
      Files.writeString(manifest, Files.readString(manifest) + "no line\n");
    }

    archive.deduplicate();

    assertEquals(1, archive.events(Event.Warning.class).size());
    assertEquals(6, done(archive).chunks());
    // Its chunks stay as they are. Others may be linked to them, since each is proved; whether the
    // first volume's newest session is older than it depends on the clock.
    long files = StoredFiles.of(archive).count();
    assertTrue(files == 5 || files == 6, () -> files + " files");
  }

  @Test
  void anArchiveWithoutSessionsHasNothingToLink() throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("first");

    archive.deduplicate();

    assertEquals(0, done(archive).chunks());
  }
}
