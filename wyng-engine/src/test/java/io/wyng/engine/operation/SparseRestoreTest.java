package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Restores that fetch or write only what differs. */
class SparseRestoreTest {

  private static final int CHUNK = 65_536;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, {1}, seed {2}")
  @CsvSource({"zlib:4, 1, 1", "zlib:4, 1, 2", "bz2:1, 1, 3", "zstd:3, 1, 4", "zstd:3, 3, 5"})
  void everySessionRestoredOverEveryOtherIsThatSession(
      String compression, int chunkFactor, long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(compression, null, chunkFactor);
    archive.add("vol");
    VolumeModel volume = new VolumeModel(random, 700_000);
    Map<SessionName, byte[]> sessions = new TreeMap<>();
    for (int i = 0; i < 7; i++) {
      archive.writeVolume("vol", volume.content());
      archive.send();
      archive.sessions("vol").forEach(s -> sessions.putIfAbsent(s, volume.content()));
      volume.change();
    }

    Path target = directory.resolve("target.img");
    for (Map.Entry<SessionName, byte[]> session : sessions.entrySet()) {
      for (byte[] base : sessions.values()) {
        for (Receive.Transfer transfer : Receive.Transfer.values()) {
          Files.write(target, base);
          archive.receive("vol", session.getKey(), target, transfer);
          assertArrayEquals(session.getValue(), Files.readAllBytes(target), transfer.toString());
        }
      }
    }
    assertTrue(sessions.size() > 2);
  }

  private TestArchive archive(byte[] content) throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol");
    archive.writeVolume("vol", content);
    archive.send("vol");
    return archive;
  }

  private static byte[] content() {
    byte[] content = new byte[10 * CHUNK];
    RandomGeneratorFactory.of("L64X128MixRandom").create(1).nextBytes(content);
    java.util.Arrays.fill(content, 3 * CHUNK, 5 * CHUNK, (byte) 0);
    return content;
  }

  @Test
  void sparseFetchesOnlyWhatDiffersAndZeroesWhatShallBeZero() throws IOException {
    byte[] content = content();
    TestArchive archive = archive(content);
    byte[] changed = content.clone();
    changed[CHUNK + 7] ^= 1;
    changed[4 * CHUNK + 7] = 1;
    Path target = Files.write(directory.resolve("target.img"), changed);

    archive.receive("vol", null, target, Receive.Transfer.SPARSE);

    assertArrayEquals(content, Files.readAllBytes(target));
    long fetched = archive.events(Event.VolumeReceived.class).getLast().fetchedBytes();
    assertTrue(fetched > CHUNK / 2 && fetched < 2 * CHUNK, "fetched " + fetched);
  }

  @Test
  void ofATargetThatIsTheSessionAlreadyNothingIsFetched() throws IOException {
    byte[] content = content();
    TestArchive archive = archive(content);
    Path target = Files.write(directory.resolve("target.img"), content);

    archive.receive("vol", null, target, Receive.Transfer.SPARSE);

    assertEquals(0, archive.events(Event.VolumeReceived.class).getLast().fetchedBytes());
    assertArrayEquals(content, Files.readAllBytes(target));
  }

  @ParameterizedTest
  @EnumSource(Receive.Transfer.class)
  void aTargetThatDoesNotExistYetIsMade(Receive.Transfer transfer) throws IOException {
    byte[] content = content();
    TestArchive archive = archive(content);
    Path target = directory.resolve("new.img");

    archive.receive("vol", null, target, transfer);

    assertArrayEquals(content, Files.readAllBytes(target));
  }

  @ParameterizedTest
  @EnumSource(
      value = Receive.Transfer.class,
      names = {"SPARSE", "SPARSE_WRITE"})
  void aDamagedChunkThatIsNeededIsFoundAndTheMixtureIsTold(Receive.Transfer transfer)
      throws IOException {
    TestArchive archive = archive(content());
    Path chunk = StoredChunks.find(archive, 0x10000);
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[100] ^= 1;
    Files.write(chunk, bytes);
    Path target = Files.write(directory.resolve("target.img"), new byte[1000]);

    assertThrows(IntegrityException.class, () -> archive.receive("vol", null, target, transfer));

    assertTrue(
        archive.events(Event.Warning.class).getLast().message().contains("unfinished restore"));
  }

  @ParameterizedTest
  @EnumSource(Receive.Transfer.class)
  void afterARestoreInPlaceTheNextSendIsIncrementalAndRight(Receive.Transfer transfer)
      throws IOException {
    byte[] content = content();
    TestArchive archive = archive(content);
    List<byte[]> states = new ArrayList<>(List.of(content.clone()));
    for (int i = 0; i < 3; i++) {
      content[i * 2 * CHUNK + 9] ^= 1;
      content = java.util.Arrays.copyOf(content, content.length + (i - 1) * 3 * CHUNK);
      states.add(content.clone());
      archive.writeVolume("vol", content);
      if (i == 1) {
        archive.monitor();
      }
      archive.send("vol");
    }
    List<SessionName> sessions = archive.sessions("vol");

    for (int i = 0; i < states.size(); i++) {
      archive.receive("vol", sessions.get(i), archive.volumes.resolve("vol"), transfer);
      archive.events.clear();
      archive.send("vol");

      assertTrue(
          archive.events(Event.VolumeSent.class).stream()
              .allMatch(sent -> sent.kind() == Event.SendKind.INCREMENTAL));
      assertArrayEquals(states.get(i), archive.restore("vol", null));
    }
  }
}
