package io.wyng.destination.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountPointsTest {

  @TempDir private Path directory;

  /** A line of the kernel's table, with white space in the path as the kernel writes it. */
  private static String line(String mountPoint, String type) {
    return "36 35 98:0 / " + mountPoint + " rw,noatime shared:1 - " + type + " /dev/sdb rw\n";
  }

  @Test
  void theKernelsTableDecides() throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("mounted"));
    Path other = Files.createDirectory(directory.resolve("other"));

    MountPoints points = MountPoints.inTable(line("/", "ext4") + line(mounted.toString(), "ext4"));

    assertTrue(points.contain(mounted));
    assertFalse(points.contain(other));
  }

  @Test
  void whiteSpaceAndBackslashesAndAccentsAreReadFromTheTable() throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("my disk\\\té"));
    String escaped = directory + "/my\\040disk\\134\\011\u00c3\u00a9";

    MountPoints points = MountPoints.inTable(line(escaped, "ext4"));

    assertTrue(points.contain(mounted));
  }

  @Test
  void anAutomounterThatHasNotMountedIsNoMountPoint() throws Exception {
    String automounter = line(directory.toString(), "autofs");

    assertFalse(MountPoints.inTable(automounter).contain(directory));
    assertTrue(
        MountPoints.inTable(automounter + line(directory.toString(), "ext4")).contain(directory));
  }

  @Test
  void aSymbolicLinkToAMountPointIsOne() throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("mounted"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), mounted);
    Path below = Files.createDirectory(mounted.resolve("below"));

    MountPoints points = MountPoints.inTable(line(mounted.toString(), "ext4"));

    assertTrue(points.contain(link));
    assertFalse(points.contain(link.resolve(below.getFileName())));
  }

  @Test
  void theMountPointAboveADirectoryIsFound() throws Exception {
    Path below = Files.createDirectories(directory.resolve("mounted/a/b"));
    Path mounted = directory.resolve("mounted");

    MountPoints points = MountPoints.inTable(line(mounted.toString(), "ext4"));

    assertEquals(mounted, points.above(below));
    assertEquals(mounted, points.above(mounted));
    assertEquals(Path.of("/"), points.above(directory));
  }

  @Test
  void theRootIsAlwaysAMountPoint() throws Exception {
    assertTrue(MountPoints.inTable("").contain(Path.of("/")));
    assertTrue(MountPoints.byDeviceNumbers().contain(Path.of("/")));
  }

  @Test
  void withoutTheTableAnotherDeviceThanTheParentsIsAMountPoint() throws Exception {
    assertTrue(MountPoints.byDeviceNumbers().contain(Path.of("/proc")));
    assertFalse(MountPoints.byDeviceNumbers().contain(Path.of("/proc/self")));
    assertFalse(MountPoints.byDeviceNumbers().contain(directory));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/proc", "/sys", "/dev", "/proc/self", "/proc/1", "/usr", "/tmp"})
  void theDecisionIsThatOfTheProgramMountpoint(String path) throws Exception {
    Process program;
    try {
      program = new ProcessBuilder("mountpoint", "-q", path).start();
    } catch (IOException e) {
      Assumptions.abort("this machine has no mountpoint(1) to compare with: " + e);
      return;
    }

    assertEquals(program.waitFor() == 0, MountPoints.now().contain(Path.of(path)));
  }

  @Test
  void whatDoesNotExistIsAnError() {
    Path missing = directory.resolve("missing");

    assertThrows(NoSuchFileException.class, () -> MountPoints.now().contain(missing));
  }
}
