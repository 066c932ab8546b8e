package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops monitors at every step, and looks whether a change is lost. */
class MonitorCrashTest {

  private static final int CHUNK = 65_536;

  @TempDir Path directory;

  private final byte[] content = new byte[300_000];

  /** A volume that was monitored once and has changed again. */
  private TestArchive monitoredOnce(Path base) throws IOException {
    TestArchive archive = new TestArchive(base, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol", "other");
    new java.util.Random(7).nextBytes(content);
    write(archive);
    archive.send();
    content[5] ^= 1;
    write(archive);
    archive.monitor();
    content[CHUNK + 5] ^= 1;
    write(archive);
    return archive;
  }

  private void write(TestArchive archive) throws IOException {
    archive.writeVolume("vol", content);
    archive.writeVolume("other", content);
  }

  private void assertNothingIsLost(Path base, String at) throws IOException {
    TestArchive archive = new TestArchive(base, DurableFiles.system());
    content[2 * CHUNK + 5] ^= 1;
    write(archive);

    archive.send();

    archive
        .events(Event.VolumeSent.class)
        .forEach(sent -> {
          assertEquals(Event.SendKind.INCREMENTAL, sent.kind(), at);
          assertEquals(3L * CHUNK, sent.changedBytes(), at);
        });
    assertArrayEquals(content, archive.restore("vol", null), at);
    assertArrayEquals(content, archive.restore("other", null), at);
  }

  @ParameterizedTest
  @EnumSource(Survivors.class)
  void aMonitorThatIsCutOffAtAnyStepOnThisMachineLosesNoChange(Survivors survivors)
      throws IOException {
    boolean faulted = true;
    long step = 0;
    while (faulted) {
      step++;
      Path base = Files.createDirectory(directory.resolve(survivors + "-" + step));
      monitoredOnce(base);
      try (FaultyFiles files = FaultyFiles.below(base)) {
        files.stopAt(step);
        faulted = meetsFault(new TestArchive(base, files));
        if (faulted) {
          files.cutPower(survivors);
        }
      }
      assertNothingIsLost(base, "step " + step + ", surviving: " + survivors);
      DurableFiles.system().deleteTree(base);
    }
    assertTrue(step > 8, "a monitor has more steps than " + step);
  }

  @Test
  void aMonitorThatIsCutOffBeforeAnyChangeOfASnapshotLosesNoChange() throws IOException {
    boolean faulted = true;
    long step = 0;
    while (faulted) {
      step++;
      Path base = Files.createDirectory(directory.resolve("source-" + step));
      monitoredOnce(base);
      TestArchive archive = new TestArchive(base, DurableFiles.system());
      archive.source.stopAt(step);
      faulted = meetsFault(archive);
      assertNothingIsLost(base, "snapshot change " + step);
      DurableFiles.system().deleteTree(base);
    }
    assertTrue(step > 6, "a monitor of two volumes has more steps than " + step);
  }

  private static boolean meetsFault(TestArchive archive) {
    try {
      archive.monitor();
      return false;
    } catch (PowerCut | ScriptedSource.Stopped | WyngException e) {
      return true;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noRandomHistoryOfMonitorsSendsAndCrashesLosesAChange(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    VolumeModel volume = new VolumeModel(random, 600_000);
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol");
    Map<SessionName, byte[]> sessions = new TreeMap<>();

    for (int i = 0; i < 40; i++) {
      archive.writeVolume("vol", volume.content());
      step(random, archive);
      archive.sessions("vol").forEach(s -> sessions.putIfAbsent(s, volume.content()));
      if (random.nextInt(3) > 0) {
        volume.change();
      }
    }
    archive.writeVolume("vol", volume.content());
    archive.send("vol");
    archive.sessions("vol").forEach(s -> sessions.putIfAbsent(s, volume.content()));

    for (Map.Entry<SessionName, byte[]> session : sessions.entrySet()) {
      assertArrayEquals(session.getValue(), archive.restore("vol", session.getKey()));
    }
    assertArrayEquals(volume.content(), archive.restore("vol", null));
  }

  /** A monitor or a send, which is sometimes cut off at some step. */
  private void step(RandomGenerator random, TestArchive archive) throws IOException {
    boolean send = random.nextInt(4) == 0;
    Survivors survivors = Survivors.values()[random.nextInt(Survivors.values().length)];
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      TestArchive faulty = new TestArchive(directory, files);
      switch (random.nextInt(4)) {
        case 0 -> files.stopAt(random.nextInt(1, send ? 60 : 16));
        case 1 -> faulty.source.stopAt(random.nextInt(1, 4));
        default -> {}
      }
      try {
        if (send) {
          faulty.send("vol");
        } else {
          faulty.monitor("vol");
        }
      } catch (PowerCut e) {
        files.cutPower(survivors);
      } catch (ScriptedSource.Stopped e) {
        faulty.source.restart();
      }
    }
    // A session may have become true and be found by the next command only.
    if (!archive.sessions("vol").isEmpty()) {
      archive.verify("vol", null);
    }
  }
}
