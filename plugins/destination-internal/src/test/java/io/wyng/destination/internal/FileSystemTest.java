package io.wyng.destination.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The destination on file systems that are full, read-only, or gone. Needs root, to mount them. */
class FileSystemTest {

  private static final ArchivePath ROOT = ArchivePath.of("wyng.backup");

  @TempDir private Path temporary;

  private Destination open(Path mountPoint) throws IOException {
    DestinationAddress address = new DestinationAddress("internal", "", mountPoint.toString());
    return new InternalDestinationProvider().open(address, ROOT);
  }

  private Path point() {
    return temporary.resolve("my disk");
  }

  private static void put(Destination destination, String path, byte[] content) throws IOException {
    try (Upload upload = destination.openUpload()) {
      upload.put(ArchivePath.of(path), ByteBuffer.wrap(content));
      upload.finish();
    }
  }

  private static byte[] read(Destination destination, String path) throws IOException {
    return destination.read(ArchivePath.of(path), 1 << 20).orElseThrow();
  }

  @Test
  void aMountedFileSystemTellsWhatItHasLeft() throws Exception {
    try (TestMount mount = TestMount.ofMemory(point(), "size=1m,nr_inodes=50");
        Destination destination = open(mount.point())) {

      DestinationStatus status = destination.probe();

      assertEquals(new DestinationStatus(true, true, 1 << 20, 49, List.of()), status);
    }
  }

  @Test
  void aDirectoryMountedOnceMoreIsMounted() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("directory"));
    try (TestMount mount = TestMount.ofDirectory(directory, point());
        Destination destination = open(mount.point())) {

      assertTrue(destination.probe().mounted());
      put(destination, "info", new byte[] {1});

      assertArrayEquals(new byte[] {1}, Files.readAllBytes(directory.resolve("wyng.backup/info")));
    }
  }

  @Test
  void onAFullFileSystemWritingFailsWithARemedyAndWhatWasThereStays() throws Exception {
    byte[] tooMuch = new byte[200_000];
    Arrays.fill(tooMuch, (byte) 1);
    try (TestMount mount = TestMount.ofMemory(point(), "size=100k");
        Destination destination = open(mount.point())) {
      destination.replace(ArchivePath.of("info"), "former".getBytes(UTF_8));

      ProviderException put =
          assertThrows(ProviderException.class, () -> put(destination, "x", tooMuch));
      destination.deleteTree(ArchivePath.of("x"));
      ProviderException streamed =
          assertThrows(ProviderException.class, () -> stream(destination, "x", tooMuch));
      destination.deleteTree(ArchivePath.of("x"));
      ProviderException replaced =
          assertThrows(
              ProviderException.class, () -> destination.replace(ArchivePath.of("info"), tooMuch));

      for (ProviderException failure : List.of(put, streamed, replaced)) {
        assertTrue(failure.getMessage().contains("No space left on device"), failure::toString);
        assertTrue(failure.getMessage().contains(mount.point().toString()), failure::toString);
        assertTrue(failure.remedy().startsWith("Free some space there"), failure::remedy);
      }
      assertEquals("former", new String(read(destination, "info"), UTF_8));
      assertEquals(1, destination.list(ArchivePath.ROOT).size());
      put(destination, "small", new byte[] {1});
    }
  }

  private static void stream(Destination destination, String path, byte[] content)
      throws IOException {
    try (Upload upload = destination.openUpload()) {
      upload.put(ArchivePath.of(path), content.length, new ByteArrayInputStream(content));
      upload.finish();
    }
  }

  @Test
  void whenThereAreNoMoreInodesTheRemedySpeaksOfThem() throws Exception {
    try (TestMount mount = TestMount.ofMemory(point(), "size=1m,nr_inodes=6");
        Destination destination = open(mount.point())) {

      ProviderException failure =
          assertThrows(
              ProviderException.class,
              () -> {
                for (int i = 0; i < 10; i++) {
                  put(destination, "x" + i, new byte[] {1});
                }
              });

      assertTrue(failure.remedy().startsWith("Free some inodes there"), failure::remedy);
      assertEquals(0, destination.probe().freeFiles());
      assertFalse(destination.capabilities().contains(DestinationCapability.HARD_LINKS));
      destination.deleteTree(ArchivePath.of("x0"));
      destination.deleteTree(ArchivePath.of("x1"));
      assertTrue(destination.capabilities().contains(DestinationCapability.HARD_LINKS));
    }
  }

  @Test
  void aReadOnlyFileSystemIsReadAndNotWritten() throws Exception {
    try (TestMount mount = TestMount.ofMemory(point(), "size=1m");
        Destination destination = open(mount.point())) {
      put(destination, "info", new byte[] {1});
      mount.makeReadOnly();

      DestinationStatus status = destination.probe();
      ProviderException failure =
          assertThrows(ProviderException.class, () -> put(destination, "info", new byte[] {2}));

      assertTrue(status.mounted());
      assertFalse(status.writable());
      assertEquals(1, status.problems().size());
      assertTrue(status.problems().getFirst().message().contains("read-only"), status::toString);
      assertTrue(failure.getMessage().contains("Read-only file system"), failure::toString);
      assertTrue(failure.remedy().contains("remount,rw"), failure::remedy);
      assertArrayEquals(new byte[] {1}, read(destination, "info"));
      try (Destination next = open(mount.point())) {
        assertFalse(next.capabilities().contains(DestinationCapability.HARD_LINKS));
      }
    }
  }

  @Test
  void whenTheDiskDropsOutNothingIsWrittenIntoItsEmptyMountPoint() throws Exception {
    try (TestMount mount = TestMount.ofMemory(point(), "size=1m");
        Destination destination = open(mount.point());
        Upload upload = destination.openUpload()) {
      upload.put(ArchivePath.of("session/x0"), ByteBuffer.wrap(new byte[] {1}));
      mount.dropOut();

      List<ProviderException> failures =
          List.of(
              assertThrows(
                  ProviderException.class,
                  () -> upload.put(ArchivePath.of("session/x1"), ByteBuffer.allocate(1))),
              assertThrows(
                  ProviderException.class,
                  () -> upload.put(ArchivePath.of("new/x2"), ByteBuffer.allocate(1))),
              assertThrows(
                  ProviderException.class,
                  () -> destination.replace(ArchivePath.of("info"), new byte[] {1})),
              assertThrows(ProviderException.class, destination::sync));

      for (ProviderException failure : failures) {
        assertTrue(failure.getMessage().contains("was unmounted"), failure::toString);
        assertTrue(failure.remedy().startsWith("Mount it again"), failure::remedy);
      }
      try (Stream<Path> entries = Files.list(mount.point())) {
        assertEquals(0, entries.count());
      }
    }
  }

  @Test
  void aFileSystemWithoutALimitOfFilesDoesNotTellOne() throws Exception {
    assertEquals(DestinationStatus.UNKNOWN, FileSystemSpace.of(Path.of("/proc")).freeFiles());
  }
}
