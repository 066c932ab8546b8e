package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks version 3 of SFTP and offers nothing beyond it. */
class WithoutExtensionsTest {

  @TempDir private static Path directory;
  private static TestServer server;
  private static TestHome home;

  @TempDir private Path own;
  private Destination destination;

  @BeforeAll
  static void startServer() throws IOException {
    server =
        TestServer.start(
            directory.resolve("server"),
            "ForceCommand internal-sftp -P posix-rename,hardlink,statvfs,fstatvfs,fsync,limits,"
                + "lsetstat,expand-path,copy-data,home-directory,users-groups-by-id");
    home = TestHome.knowing(server, directory.resolve("home"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    destination = home.open("ssh://root@127.0.0.1:" + server.port() + own, "archive");
  }

  @AfterEach
  void close() throws IOException {
    destination.close();
  }

  private static ArchivePath path(String text) {
    return ArchivePath.of(text);
  }

  private byte[] read(String path) throws IOException {
    return destination.read(path(path), 1000).orElseThrow();
  }

  @Test
  void thePathHasToExistAndFreeSpaceIsNotKnown() {
    assertEquals(
        new DestinationStatus(
            true, true, DestinationStatus.UNKNOWN, DestinationStatus.UNKNOWN, List.of()),
        destination.probe());
  }

  @Test
  void thereAreNoHardLinks() throws Exception {
    destination.replace(path("a"), new byte[1]);

    assertFalse(destination.capabilities().contains(DestinationCapability.HARD_LINKS));
    try (Upload upload = destination.openUpload()) {
      assertFalse(upload.link(path("b"), path("a")));
    }
  }

  @Test
  void filesAreReplacedByReplacingRenamingMovingAndUploading() throws Exception {
    destination.replace(path("a"), new byte[] {1});
    destination.replace(path("a"), new byte[] {2});
    assertArrayEquals(new byte[] {2}, read("a"));

    destination.replace(path("b"), new byte[] {3});
    destination.rename(path("b"), path("a"));
    assertArrayEquals(new byte[] {3}, read("a"));

    destination.replace(path("c"), new byte[] {4});
    destination.apply(List.<FileChange>of(new FileChange.Move(path("c"), path("a"))).iterator());
    assertArrayEquals(new byte[] {4}, read("a"));

    try (Upload upload = destination.openUpload()) {
      upload.put(path("a"), ByteBuffer.wrap(new byte[] {5}));
      upload.finish();
    }
    assertArrayEquals(new byte[] {5}, read("a"));
    assertEquals(1, destination.list(ArchivePath.ROOT).size());
  }

  @Test
  void aDirectoryIsRenamedOntoAnEmptyOneAndNotOntoOthers() throws Exception {
    destination.replace(path("from/a"), new byte[] {1});
    destination.replace(path("empty/gone"), new byte[] {2});
    destination.replace(path("full/kept"), new byte[] {3});
    destination.deleteTree(path("empty/gone"));

    assertThrows(IOException.class, () -> destination.rename(path("from"), path("full")));
    assertThrows(IOException.class, () -> destination.rename(path("from/a"), path("full")));
    destination.rename(path("from"), path("empty"));

    assertArrayEquals(new byte[] {1}, read("empty/a"));
    assertArrayEquals(new byte[] {3}, read("full/kept"));
  }

  @Test
  void syncingIsNoErrorAlthoughNothingIsPromised() throws Exception {
    destination.replace(path("a"), new byte[1]);

    destination.sync();

    assertTrue(destination.read(path("a"), 10).isPresent());
  }
}
