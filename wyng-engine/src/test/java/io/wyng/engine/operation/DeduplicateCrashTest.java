package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops, fails and tears every single durable step of a deduplication, on both sides. */
class DeduplicateCrashTest {

  private static final int CHUNK = StoredFiles.CHUNK;
  private static final byte[] OLD = content(3);
  private static final byte[] NEW = content(2);

  @TempDir Path directory;

  /** Four chunks, some of them equal, and a short one. */
  private static byte[] content(int seed) {
    byte[] content = new byte[4 * CHUNK + 100];
    new Random(seed).nextBytes(content);
    System.arraycopy(content, 0, content, 2 * CHUNK, CHUNK);
    byte[] common = new byte[CHUNK];
    new Random(77).nextBytes(common);
    System.arraycopy(common, 0, content, 3 * CHUNK, CHUNK);
    return content;
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, EVERYTHING",
    "STOP, NAMES",
    "STOP, FORCED_ONLY",
    "TEAR, EVERYTHING",
    "TEAR, NAMES",
    "TEAR, FORCED_ONLY",
    "FAIL, EVERYTHING"
  })
  void aDeduplicationThatEndsAtAnyStepLeavesAValidArchiveAndIsTidiedUp(
      CrashTest.Fault fault, Survivors survivors) throws IOException {
    boolean faulted = true;
    long step = 0;
    while (faulted) {
      step++;
      Path base = Files.createDirectory(directory.resolve("step-" + step));
      faulted = faultAt(base, fault, survivors, step);
      DurableFiles.system().deleteTree(base);
    }
    assertTrue(step > 15, "a deduplication has more steps than " + step);
  }

  private static boolean faultAt(Path base, CrashTest.Fault fault, Survivors survivors, long step)
      throws IOException {
    TestArchive before = new TestArchive(base, DurableFiles.system());
    before.initialize(null, null, 1);
    before.add("vol", "other");
    before.writeVolume("vol", OLD);
    before.writeVolume("other", NEW);
    before.send();
    boolean faulted;
    try (FaultyFiles files = FaultyFiles.below(base)) {
      fault.arm(files, step);
      faulted = meetsFault(new TestArchive(base, files));
      if (faulted && fault != CrashTest.Fault.FAIL) {
        files.cutPower(survivors);
      }
    }
    String at = fault + " at step " + step + ", surviving: " + survivors;
    assertIsValidAndTidiedUp(new TestArchive(base, DurableFiles.system()), at);
    return faulted;
  }

  private static boolean meetsFault(TestArchive archive) {
    try {
      archive.deduplicate();
      return false;
    } catch (PowerCut | WyngException e) {
      return true;
    }
  }

  private static void assertIsValidAndTidiedUp(TestArchive archive, String at) throws IOException {
    archive.verify("vol", null);
    assertEquals(List.of(), StoredFiles.of(archive).names(".*-lnk"), at);
    assertFalse(Files.exists(archive.metaDirectory.resolve("links_in_process")), at);
    assertRestores(archive, at);

    archive.deduplicate();

    assertEquals(10, StoredFiles.of(archive).names().size(), at);
    assertEquals(7, StoredFiles.of(archive).count(), at);
    assertRestores(archive, at);
  }

  private static void assertRestores(TestArchive archive, String at) throws IOException {
    SessionName session = archive.sessions("vol").getLast();
    assertArrayEquals(OLD, archive.restore("vol", session), at);
    assertArrayEquals(NEW, archive.restore("other", session), at);
  }
}
