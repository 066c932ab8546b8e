package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, read-only, not mounted, or somebody else's; by SFTP. */
class FullOrForbiddenTest {

  private static final String SOMEBODY = "nobody";

  @TempDir private static Path directory;
  private static TestServer server;
  private static TestHome home;

  @TempDir private Path own;

  @BeforeAll
  static void startServer() throws IOException {
    server = TestServer.start(directory.resolve("server"), TestServer.SFTP_ONLY);
    home = TestHome.knowing(server, directory.resolve("home"));
    // Somebody else has to be able to read them.
    for (Path path = directory.resolve("server");
        !path.equals(Path.of("/tmp"));
        path = path.getParent()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static Destination open(String user, Path mount, String root) throws IOException {
    return home.open("ssh://" + user + "@127.0.0.1:" + server.port() + mount, root);
  }

  private static void fill(Destination destination) throws IOException {
    try (Upload upload = destination.openUpload()) {
      for (int i = 0; i < 100; i++) {
        upload.put(ArchivePath.of("d/x" + i), ByteBuffer.allocate(1 << 20));
      }
      upload.finish();
    }
  }

  private static DestinationFaultException failure(DestinationFault fault, Executable action) {
    DestinationFaultException failure = assertThrows(DestinationFaultException.class, action);
    assertEquals(fault, failure.fault(), failure.getMessage());
    assertTrue(failure.getMessage().contains("127.0.0.1:" + server.port()), failure.getMessage());
    assertTrue(!failure.remedy().isEmpty());
    return failure;
  }

  @Test
  void aFullDiskIsCalledThatAndWhatWasThereIsKept() throws Exception {
    try (TestMount mount = TestMount.of(own.resolve("mount"), "size=8m");
        Destination destination = open("root", mount.point(), "archive")) {
      ArchivePath info = ArchivePath.of("info");
      destination.replace(info, new byte[100]);

      failure(DestinationFault.NO_SPACE, () -> fill(destination));
      failure(DestinationFault.NO_SPACE, () -> destination.replace(info, new byte[1 << 20]));

      assertEquals(100, destination.read(info, 1000).orElseThrow().length);
      destination.deleteTree(ArchivePath.of("d"));
      destination.replace(info, new byte[200]);
      assertEquals(200, destination.read(info, 1000).orElseThrow().length);
    }
  }

  @Test
  void aDiskWithoutInodesIsCalledThat() throws Exception {
    try (TestMount mount = TestMount.of(own.resolve("mount"), "size=80m,nr_inodes=20");
        Destination destination = open("root", mount.point(), "archive")) {

      DestinationFaultException failure =
          failure(DestinationFault.NO_SPACE, () -> fillWithSmallFiles(destination));

      assertTrue(failure.getMessage().contains("inodes"), failure.getMessage());
    }
  }

  private static void fillWithSmallFiles(Destination destination) throws IOException {
    try (Upload upload = destination.openUpload()) {
      for (int i = 0; i < 100; i++) {
        upload.put(ArchivePath.of("d/x" + i), ByteBuffer.allocate(1));
      }
      upload.finish();
    }
  }

  @Test
  void aReadOnlyDiskIsFoundByProbingAndByWriting() throws Exception {
    try (TestMount mount = TestMount.of(own.resolve("mount"), "size=8m")) {
      Files.createDirectory(mount.point().resolve("archive"));
      mount.makeReadOnly();
      try (Destination destination = open("root", mount.point(), "archive")) {
        DestinationStatus status = destination.probe();
        assertTrue(status.mounted());
        assertFalse(status.writable());
        assertTrue(status.problems().getFirst().message().contains("read-only"));

        failure(
            DestinationFault.PERMISSION_DENIED,
            () -> destination.replace(ArchivePath.of("info"), new byte[1]));
      }
    }
  }

  @Test
  void whatBelongsToSomebodyElseIsCalledThat() throws Exception {
    Path home = own.resolve("theirs");
    Files.createDirectory(home);
    for (Path path = home; !path.equals(Path.of("/tmp")); path = path.getParent()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    try (Destination destination = open(SOMEBODY, Path.of("/"), home.toString().substring(1))) {
      DestinationStatus status = destination.probe();
      assertFalse(status.writable());
      assertTrue(
          status.problems().getFirst().message().contains("not writable for the user nobody"),
          status.problems().toString());

      DestinationFaultException failure =
          failure(
              DestinationFault.PERMISSION_DENIED,
              () -> destination.replace(ArchivePath.of("info"), new byte[1]));
      assertTrue(failure.getMessage().contains("nobody"), failure.getMessage());
      failure(DestinationFault.PERMISSION_DENIED, () -> fill(destination));
    }
  }

  @Test
  void aDirectoryThatIsNoMountPointIsNamedWithTheMountPointAboveIt() throws Exception {
    try (TestMount mount = TestMount.of(own.resolve("mount"), "size=8m")) {
      Path below = Files.createDirectories(mount.point().resolve("not/mounted"));

      try (Destination destination = open("root", below, "archive")) {
        DestinationStatus status = destination.probe();

        assertFalse(status.mounted());
        String remedy = status.problems().getFirst().remedy();
        assertTrue(remedy.contains("the mount point " + mount.point() + " in"), remedy);
        assertTrue(remedy.contains("--subdir=not/mounted."), remedy);
      }
    }
  }

  @Test
  void aPathThatDoesNotExistIsNamedAndNotCreated() throws Exception {
    Path missing = own.resolve("missing");
    try (Destination destination = open("root", missing, "archive")) {
      DestinationStatus status = destination.probe();

      assertFalse(status.mounted());
      assertTrue(status.problems().getFirst().message().contains(missing + " does not exist"));
      assertThrows(
          IOException.class, () -> destination.replace(ArchivePath.of("info"), new byte[1]));
      assertFalse(Files.exists(missing));
    }
  }

  @Test
  void freeSpaceAndFilesAreThoseOfTheDisk() throws Exception {
    try (TestMount mount = TestMount.of(own.resolve("mount"), "size=8m,nr_inodes=100");
        Destination destination = open("root", mount.point(), "archive")) {
      DestinationStatus status = destination.probe();

      assertEquals(List.of(), status.problems());
      assertEquals(8 << 20, status.freeBytes());
      assertEquals(99, status.freeFiles());
    }
  }
}
