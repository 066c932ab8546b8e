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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Stops, fails and tears every single durable step of a backup, on both sides, and looks what is
 * left.
 */
class CrashTest {

  private static final byte[] OLD = content((byte) 1);
  private static final byte[] NEW = content((byte) 2);

  @TempDir Path directory;

  private static byte[] content(byte seed) {
    byte[] content = new byte[300_000];
    new java.util.Random(7).nextBytes(content);
    Arrays.fill(content, 80_000, 90_000, seed);
    if (seed == 2) {
      System.arraycopy(content, 131_072, content, 0, 65_536); // what the archive has elsewhere
      Arrays.fill(content, 131_072, 262_144, (byte) 0);
    }
    return content;
  }

  /** How a step goes wrong. */
  enum Fault {
    STOP,
    TEAR,
    FAIL;

    void arm(FaultyFiles files, long step) {
      switch (this) {
        case STOP -> files.stopAt(step);
        case TEAR -> files.tearAt(step);
        case FAIL -> files.failAt(step, "No space left on device");
      }
    }
  }

  @ParameterizedTest(name = "{0}, deduplicated: {1}")
  @CsvSource({
    "EVERYTHING, false",
    "NAMES, false",
    "FORCED_ONLY, false",
    "EVERYTHING, true",
    "FORCED_ONLY, true"
  })
  void aSendThatIsCutOffAtAnyStepLeavesAnArchiveThatOpensAndGoesOn(
      Survivors survivors, boolean deduplicate) throws IOException {
    everyStep(Fault.STOP, survivors, deduplicate);
  }

  @ParameterizedTest(name = "{0}, deduplicated: {1}")
  @CsvSource({"EVERYTHING, false", "NAMES, false", "FORCED_ONLY, false", "FORCED_ONLY, true"})
  void aSendThatIsTornAtAnyStepLeavesAnArchiveThatOpensAndGoesOn(
      Survivors survivors, boolean deduplicate) throws IOException {
    everyStep(Fault.TEAR, survivors, deduplicate);
  }

  @ParameterizedTest(name = "{0}, deduplicated: {1}")
  @CsvSource({"EVERYTHING, false", "EVERYTHING, true"})
  void aSendInWhichAnyStepFailsLeavesAnArchiveThatOpensAndGoesOn(
      Survivors survivors, boolean deduplicate) throws IOException {
    everyStep(Fault.FAIL, survivors, deduplicate);
  }

  private void everyStep(Fault fault, Survivors survivors, boolean deduplicate) throws IOException {
    boolean faulted = true;
    long step = 0;
    while (faulted) {
      step++;
      Path base = Files.createDirectory(directory.resolve(fault + "-" + survivors + "-" + step));
      faulted = faultAt(base, fault, survivors, step, deduplicate);
      DurableFiles.system().deleteTree(base);
    }
    assertTrue(step > 20, "a send has more steps than " + step);
  }

  private static boolean faultAt(
      Path base, Fault fault, Survivors survivors, long step, boolean deduplicate)
      throws IOException {
    TestArchive before = new TestArchive(base, DurableFiles.system());
    before.initialize(null, null, 1);
    before.add("vol");
    before.writeVolume("vol", OLD);
    before.send("vol");
    before.writeVolume("vol", NEW);
    boolean faulted;
    try (FaultyFiles files = FaultyFiles.below(base)) {
      fault.arm(files, step);
      faulted = sendMeetsFault(new TestArchive(base, files), deduplicate);
      if (faulted && fault != Fault.FAIL) {
        files.cutPower(survivors);
      }
    }
    String at = fault + " at step " + step + ", surviving: " + survivors;
    assertOpensAndGoesOn(new TestArchive(base, DurableFiles.system()), at);
    return faulted;
  }

  private static boolean sendMeetsFault(TestArchive archive, boolean deduplicate) {
    try {
      archive.send(deduplicate, "vol");
      boolean shared = archive.events(Event.VolumeSent.class).getLast().linkedBytes() > 0;
      assertEquals(deduplicate, shared, "a chunk is shared");
      return false;
    } catch (PowerCut | WyngException e) {
      return true;
    }
  }

  private static void assertOpensAndGoesOn(TestArchive archive, String at) throws IOException {
    List<SessionName> sessions = archive.sessions("vol");
    assertArrayEquals(OLD, archive.restore("vol", sessions.getFirst()), at);
    sessions = archive.sessions("vol");
    assertArrayEquals(
        sessions.size() == 1 ? OLD : NEW, archive.restore("vol", sessions.getLast()), at);

    archive.send("vol");

    assertArrayEquals(OLD, archive.restore("vol", archive.sessions("vol").getFirst()), at);
    assertArrayEquals(NEW, archive.restore("vol", null), at);
    assertEquals(2, archive.sessions("vol").size(), at);
    Map<String, String> local = MetadataDigests.of(archive.metaDirectory.resolve("default"));
    assertEquals(MetadataDigests.of(archive.destination().resolve("default")), local, at);
  }
}
