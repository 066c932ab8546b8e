package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReservationMarkerTest {

  private static final LvName POOL = new LvName("v-g", "pool");

  @TempDir Path directory;

  @Test
  void aNoteIsReadAsItWasWritten() throws Exception {
    Path run = directory.resolve("run");
    ReservationMarker note = ReservationMarker.ofThisProcess(51);

    note.write(run, POOL);

    Path file = ReservationMarker.file(run, POOL);
    assertEquals("v--g-pool-tpool.reserved", file.getFileName().toString());
    assertEquals(Optional.of(note), ReservationMarker.read(file));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(run)));
  }

  @Test
  void aNoteIsAboutItsBlockInThisBootOnly() throws Exception {
    ReservationMarker note = ReservationMarker.ofThisProcess(51);
    ReservationMarker earlier =
        new ReservationMarker("another boot", 51, note.processId(), note.processStart());

    assertTrue(note.isAbout(51));
    assertFalse(note.isAbout(52));
    assertFalse(earlier.isAbout(51));
  }

  @Test
  void theHolderIsAliveOnlyAsTheSameProcess() throws Exception {
    ReservationMarker note = ReservationMarker.ofThisProcess(51);
    ReservationMarker sameNumber =
        new ReservationMarker(note.bootId(), 51, note.processId(), "1" + note.processStart());
    Process child = new ProcessBuilder("true").start();
    child.waitFor();

    assertTrue(note.isHolderAlive());
    assertFalse(sameNumber.isHolderAlive());
    assertFalse(new ReservationMarker(note.bootId(), 51, child.pid(), "1").isHolderAlive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "boot", "boot\n51\n", "boot\nx\n1\n2\n", "boot\n51\n\n2\n"})
  void aNoteThatCannotBeUnderstoodIsNone(String text) throws Exception {
    Path file = directory.resolve("note");
    Files.writeString(file, text);

    assertEquals(Optional.empty(), ReservationMarker.read(file));
  }

  @Test
  void withoutAFileThereIsNoNote() throws Exception {
    assertEquals(Optional.empty(), ReservationMarker.read(directory.resolve("nothing")));
  }
}
