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
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three sessions: the second changed chunk 1, the third chunk 2. */
class CheckArchiveTest {

  private static final int CHUNK = 65_536;

  @TempDir Path directory;

  private TestArchive archive;
  private byte[] content;
  private List<SessionName> sessions;

  @BeforeEach
  void sendThreeSessions() throws IOException {
    archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol", "other");
    content = new byte[6 * CHUNK];
    RandomGeneratorFactory.of("L64X128MixRandom").create(1).nextBytes(content);
    archive.writeVolume("other", content);
    archive.writeVolume("vol", content);
    archive.send();
    for (int chunk = 1; chunk < 3; chunk++) {
      content[chunk * CHUNK] ^= 1;
      archive.writeVolume("vol", content);
      archive.send("vol");
    }
    sessions = archive.sessions("vol");
    archive.events.clear();
  }

  /** How a chunk is damaged. */
  enum Damage {
    ALTERED {
      @Override
      void to(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
      }
    },
    MISSING {
      @Override
      void to(Path file) throws IOException {
        Files.delete(file);
      }
    },
    EMPTY {
      @Override
      void to(Path file) throws IOException {
        Files.write(file, new byte[0]);
      }
    },
    TOO_LONG {
      @Override
      void to(Path file) throws IOException {
        Files.write(file, new byte[100_000], StandardOpenOption.APPEND);
      }
    },
    A_DIRECTORY {
      @Override
      void to(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
      }
    };

    abstract void to(Path file) throws IOException;
  }

  private Path chunk(int session, int chunk) {
    return archive
        .destination()
        .resolve("default/vol")
        .resolve(sessions.get(session).directory())
        .resolve("%09x".formatted(0))
        .resolve("x%016x".formatted((long) chunk * CHUNK));
  }

  private Event.VolumeChecked checked() {
    return archive.events(Event.VolumeChecked.class).stream()
        .filter(event -> event.volume().text().equals("vol"))
        .findFirst()
        .orElseThrow();
  }

  private List<SessionName> only(int... indices) {
    return java.util.Arrays.stream(indices).mapToObj(sessions::get).toList();
  }

  @Test
  void anIntactArchiveIsReadOnceAndFoundWhole() throws IOException {
    archive.check(false);

    assertEquals(sessions, checked().whole());
    assertEquals(List.of(), archive.events(Event.DamageFound.class));
    long stored = 0;
    for (int chunk = 0; chunk < 6; chunk++) {
      stored += Files.size(chunk(0, chunk));
    }
    stored += Files.size(chunk(1, 1)) + Files.size(chunk(2, 2));
    assertEquals(stored, checked().fetchedBytes());
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void aDamagedChunkIsNamedAndTheSessionsThatHaveItToo(Damage damage) throws IOException {
    damage.to(chunk(0, 1));

    assertThrows(IntegrityException.class, () -> archive.check(false));

    Event.DamageFound found = archive.events(Event.DamageFound.class).getFirst();
    assertEquals(sessions.getFirst(), found.session());
    assertEquals(CHUNK, found.address().offset());
    assertEquals(only(0), checked().damaged());
    assertEquals(only(1, 2), checked().whole());
    archive.verify("vol", sessions.get(1));
    assertThrows(IntegrityException.class, () -> archive.verify("vol", sessions.getFirst()));
  }

  @Test
  void theCheckGoesOnBehindDamageAndWithOtherVolumes() throws IOException {
    for (int chunk : new int[] {0, 2, 3, 5}) {
      Damage.values()[chunk % Damage.values().length].to(chunk(0, chunk));
    }
    Damage.ALTERED.to(chunk(1, 1));

    assertThrows(IntegrityException.class, () -> archive.check(false));

    assertEquals(5, archive.events(Event.DamageFound.class).size());
    assertEquals(sessions, checked().damaged());
    assertEquals(2, archive.events(Event.VolumeChecked.class).size());
  }

  @Test
  void theNewestSessionAloneIsCheckedWithAllThatItConsistsOf() throws IOException {
    Damage.ALTERED.to(chunk(0, 1));
    CheckArchive check = new CheckArchive(archive.context());
    CheckArchive.Request newest = new CheckArchive.Request(List.of(), true, false);
    check.run(newest);
    assertEquals(only(2), checked().whole());
    archive.events.clear();

    Damage.ALTERED.to(chunk(0, 4));

    assertThrows(IntegrityException.class, () -> check.run(newest));
    assertEquals(only(2), checked().damaged());
  }

  @Test
  void metadataThatDiffersAtTheDestinationMakesLaterSessionsUnusable() throws IOException {
    Path info = archive.destination().resolve("default/vol");
    Files.writeString(
        info.resolve(sessions.get(1).directory()).resolve("manifest"),
        "\n",
        StandardOpenOption.APPEND);

    assertThrows(IntegrityException.class, () -> archive.check(false));

    Event.DamageFound found = archive.events(Event.DamageFound.class).getLast();
    assertEquals(sessions.get(1), found.session());
    assertEquals(only(0), checked().whole());
  }

  @Test
  void anEntryThatIsMissingFromTheManifestsIsFound() throws IOException {
    for (Path side : List.of(archive.destination(), archive.metaDirectory)) {
      Path manifest =
          side.resolve("default/vol").resolve(sessions.getFirst().directory()).resolve("manifest");
      List<String> lines = Files.readAllLines(manifest);
      lines.remove(1);
      Files.writeString(manifest, String.join("\n", lines) + "\n");
    }

    assertThrows(IntegrityException.class, () -> archive.check(false));

    assertEquals(only(0), checked().damaged());
    assertTrue(archive.events(Event.DamageFound.class).getLast().message().contains("no entry"));
  }

  @Test
  void aRepairHasTheNextSendStoreWhatTheNewestSessionLacks() throws IOException {
    Damage.ALTERED.to(chunk(0, 3));
    Damage.MISSING.to(chunk(2, 2));
    assertThrows(IntegrityException.class, () -> archive.check(true));
    assertEquals(2, checked().repairedChunks());

    archive.send("vol");

    Event.VolumeSent sent = archive.events(Event.VolumeSent.class).getLast();
    assertEquals(Event.SendKind.INCREMENTAL, sent.kind());
    assertEquals(2L * CHUNK, sent.readBytes());
    assertTrue(sent.storedBytes() > CHUNK, "stored " + sent.storedBytes());
    assertArrayEquals(content, archive.restore("vol", null));
    archive.events.clear();
    assertThrows(IntegrityException.class, () -> archive.check(false));
    assertEquals(List.of(archive.sessions("vol").getLast()), checked().whole());
    archive.send("vol");
    assertEquals(4, archive.sessions("vol").size());
  }

  @Test
  void aRepairInventsNothing() throws IOException {
    Damage.MISSING.to(chunk(0, 3));
    assertThrows(IntegrityException.class, () -> archive.check(true));
    content[3 * CHUNK + 9] ^= 1;
    archive.writeVolume("vol", content);

    archive.send("vol");

    assertArrayEquals(content, archive.restore("vol", null));
    for (SessionName session : sessions) {
      assertThrows(IntegrityException.class, () -> archive.verify("vol", session));
    }
  }

  @Test
  void aSecondRepairBeforeTheSendKeepsTheFirst() throws IOException {
    Damage.MISSING.to(chunk(0, 3));
    assertThrows(IntegrityException.class, () -> archive.check(true));
    Damage.MISSING.to(chunk(0, 4));
    assertThrows(IntegrityException.class, () -> archive.check(true));

    archive.monitor("vol");
    archive.send("vol");

    assertArrayEquals(content, archive.restore("vol", null));
  }
}
