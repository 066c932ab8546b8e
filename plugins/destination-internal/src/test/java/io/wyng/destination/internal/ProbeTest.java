package io.wyng.destination.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DestinationStatus.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {

  @TempDir private Path temporary;

  /** The temporary directory, reached without links. */
  private Path directory;

  @BeforeEach
  void resolveDirectory() throws IOException {
    directory = temporary.toRealPath();
  }

  private static DestinationStatus probe(Path mountPath, String root) throws IOException {
    DestinationAddress address = new DestinationAddress("internal", "", mountPath.toString());
    try (Destination destination =
        new InternalDestinationProvider().open(address, ArchivePath.of(root))) {
      return destination.probe();
    }
  }

  @Test
  void aMissingPathIsNamedWithARemedy() throws Exception {
    Path missing = directory.resolve("missing");

    DestinationStatus status = probe(missing, "wyng.backup");

    assertEquals(
        new DestinationStatus(
            false,
            false,
            DestinationStatus.UNKNOWN,
            DestinationStatus.UNKNOWN,
            List.of(
                new Problem(
                    missing + " does not exist",
                    "Create it and mount the destination there, or correct the address internal:"
                        + missing
                        + "."))),
        status);
  }

  @Test
  void aFileIsNoDestination() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    DestinationStatus status = probe(file, "wyng.backup");

    assertFalse(status.mounted());
    assertEquals(
        List.of(
            new Problem(
                file + " is not a directory",
                "Give the directory at which the destination is mounted.")),
        status.problems());
  }

  @Test
  void aDirectoryThatIsNoMountPointIsNamedWithTheMountPointAboveIt() throws Exception {
    Path point = MountPoints.now().above(directory);

    DestinationStatus status = probe(directory, "wyng.backup");

    assertFalse(status.mounted());
    assertTrue(status.writable());
    assertTrue(status.freeBytes() > 0);
    assertEquals(
        List.of(
            new Problem(
                directory + " is not a mount point",
                "Mount the destination there, or give the mount point with --dest=internal:"
                    + point
                    + " and the directory below it with --subdir="
                    + point.relativize(directory)
                    + ".")),
        status.problems());
  }

  @Test
  void theMountPointAndADirectoryBelowItAreAllRight() throws Exception {
    Path point = MountPoints.now().above(directory);

    DestinationStatus status = probe(point, point.relativize(directory) + "/a/b/wyng.backup");

    assertEquals(List.of(), status.problems());
    assertTrue(status.mounted());
    assertTrue(status.writable());
  }

  @Test
  void aLinkToAMountPointIsAllRight() throws Exception {
    Path point = MountPoints.now().above(directory);
    Path link = Files.createSymbolicLink(directory.resolve("link"), point);

    DestinationStatus status = probe(link, point.relativize(directory).toString());

    assertEquals(List.of(), status.problems());
  }

  @Test
  void aFileInThePlaceOfTheArchiveIsNamed() throws Exception {
    Path point = MountPoints.now().above(directory);
    Path file = Files.createFile(directory.resolve("wyng.backup"));

    DestinationStatus status = probe(point, point.relativize(file).toString());

    assertTrue(status.mounted());
    assertFalse(status.writable());
    assertEquals(
        List.of(
            new Problem(
                file + " is not a directory",
                "Move it away, or choose another place with --subdir.")),
        status.problems());
  }
}
