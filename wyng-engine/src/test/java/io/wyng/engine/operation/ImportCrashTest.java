package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops, fails and tears every durable step of an import, and looks what is left. */
class ImportCrashTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "STOP, EVERYTHING", "STOP, NAMES", "STOP, FORCED_ONLY",
    "TEAR, EVERYTHING", "TEAR, NAMES", "TEAR, FORCED_ONLY",
    "FAIL, EVERYTHING",
  })
  void anImportThatBreaksOffAtAnyStepLeavesNoArchiveOrAWholeOne(
      CrashTest.Fault fault, Survivors survivors) throws IOException {
    TestArchive origin =
        new TestArchive(Files.createDirectory(directory.resolve("origin")), DurableFiles.system());
    byte[] content = makeArchive(origin);
    int whole = 0;
    boolean faulted = true;
    long step = 0;

    while (faulted) {
      step++;
      Path base = Files.createDirectory(directory.resolve("here" + step));
      try (FaultyFiles files = FaultyFiles.below(base)) {
        fault.arm(files, step);
        faulted = importMeetsFault(new TestArchive(base, files), origin);
        if (faulted && fault != CrashTest.Fault.FAIL) {
          files.cutPower(survivors);
        }
      }
      TestArchive here = new TestArchive(base, DurableFiles.system());
      whole += assertNoArchiveOrWhole(here, origin, content, fault + " at step " + step) ? 1 : 0;
      DurableFiles.system().deleteTree(base);
    }

    assertTrue(step > 15, "an import has more steps than " + step);
    assertTrue(whole > 0 && whole < step, whole + " of " + step + " were whole");
  }

  private static byte[] makeArchive(TestArchive origin) throws IOException {
    byte[] content = new byte[200_000];
    new Random(3).nextBytes(content);
    origin.initialize(null, null, 1);
    origin.add("vol");
    origin.writeVolume("vol", content);
    origin.send("vol");
    content[5] ^= 1;
    origin.writeVolume("vol", content);
    origin.send("vol");
    return content;
  }

  private static ForeignArchive archive(TestArchive origin) {
    return new ForeignArchive(
        "internal:/",
        origin.base.resolve("destination").toString().substring(1),
        null,
        origin.base);
  }

  private static boolean importMeetsFault(TestArchive here, TestArchive origin) {
    try {
      new ImportArchive(here.context()).run(archive(origin));
      return false;
    } catch (PowerCut | WyngException e) {
      return true;
    }
  }

  /** Returns whether the archive is there; if it is not, importing it again makes it so. */
  private static boolean assertNoArchiveOrWhole(
      TestArchive here, TestArchive origin, byte[] content, String at) throws IOException {
    boolean whole = Files.exists(here.metaDirectory.resolve("default/archive.ini"));
    if (!whole) {
      assertThrows(ArchiveException.class, here::list, at);
      new ImportArchive(here.context()).run(archive(origin));
      assertFalse(Files.exists(here.metaDirectory.resolve("import-tmp")), at);
    }
    assertEquals(origin.list(), here.list(), at);
    assertArrayEquals(content, here.restore("vol", null), at);
    return whole;
  }
}
