package io.wyng.source.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.TestFile;
import io.wyng.source.file.snapshot.SnapshotMethods;
import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to disk image files. */
class FileSourceTest {

  private static final VolumeName VOLUME = VolumeName.parse("disk.img");
  private static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  private static final int BLOCK = 64 << 10;

  @TempDir Path directory;

  /** What the next write fills with; no two writes are alike. */
  private byte filling = 'a';

  private Source open() throws IOException {
    return open(InstantSource.system());
  }

  private Source open(InstantSource clock) throws IOException {
    return new FileSourceProvider(
            DurableFiles.system(), clock, new SnapshotMethods(false, Long.MAX_VALUE))
        .open(directory.toString());
  }

  private Path volume() {
    return directory.resolve(VOLUME.text());
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/images, true",
    "/, true",
    "/devices, true",
    "/dev, false",
    "/dev/vg/pool, false",
    "/srv/../dev, false",
    "vg/pool, false",
    "images, false"
  })
  void aLocationIsAnAbsolutePathOutsideOfDev(String location, boolean claimed) {
    assertEquals(claimed, new FileSourceProvider().claims(location));
  }

  @Test
  void aLocationThatIsAFileIsRefused() throws IOException {
    String file = Files.createFile(volume()).toString();

    ProviderException failure =
        assertThrows(ProviderException.class, () -> new FileSourceProvider().open(file).close());

    assertEquals("The location " + file + " is not a directory", failure.getMessage());
  }

  @Test
  void onlyRegularFilesWithAVolumesNameAreVolumes() throws IOException {
    Files.writeString(volume(), "content");
    Files.writeString(directory.resolve(".hidden"), "content");
    Files.writeString(directory.resolve("with blank"), "content");
    Files.writeString(directory.resolve("vm.img.wyng-part"), "content");
    Files.createDirectory(directory.resolve("directory"));
    Files.createSymbolicLink(directory.resolve("link"), volume());

    try (Source source = open()) {
      assertEquals(List.of(new SourceVolume(VOLUME, 7)), source.volumes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".hidden", "link", "directory", "vm.img.wyng-part"})
  void whatIsNoVolumeHasNoSnapshot(String name) throws IOException {
    Files.writeString(directory.resolve(".hidden"), "content");
    Files.writeString(directory.resolve("vm.img.wyng-part"), "content");
    Files.createDirectory(directory.resolve("directory"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve(".hidden"));

    try (Source source = open()) {
      VolumeName volume = VolumeName.parse(name);
      assertEquals(Optional.empty(), source.volume(volume));
      assertThrows(ProviderException.class, () -> source.createCurrent(volume, ARCHIVE));
    }
  }

  @Test
  void anEmptyFileHasNoSnapshot() throws IOException {
    Files.createFile(volume());

    try (Source source = open()) {
      ProviderException failure =
          assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertTrue(failure.getMessage().endsWith(volume() + " is empty"), failure.getMessage());
    }
  }

  @Test
  void snapshotsAreTheOwnersAlone() throws IOException {
    Files.writeString(volume(), "content");

    try (Source source = open()) {
      source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      Files.writeString(volume(), "CONTENT");
      source.createCurrent(VOLUME, ARCHIVE);
    }

    assertEquals("rwx------", permissions(directory.resolve(".wyng-snapshots")));
    try (Stream<Path> files = Files.walk(directory.resolve(".wyng-snapshots"))) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertEquals(2, found.size());
      for (Path file : found) {
        assertEquals("rw-------", permissions(file));
      }
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aLinkInThePlaceOfTheSnapshotsIsRefused() throws IOException {
    Files.writeString(volume(), "content");
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(directory.resolve(".wyng-snapshots"), elsewhere);

    try (Source source = open()) {
      ProviderException failure =
          assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertTrue(failure.getMessage().endsWith(".wyng-snapshots is a symbolic link"));
    }
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void nothingRemainsAfterTheLastSnapshotIsRemoved() throws IOException {
    Files.writeString(volume(), "content");

    try (Source source = open()) {
      source.remove(source.createCurrent(VOLUME, ARCHIVE));
    }

    assertFalse(Files.exists(directory.resolve(".wyng-snapshots")));
  }

  @Test
  void theFirstSnapshotOfASparseFileIsSparse() throws IOException {
    long sizeBytes = 1L << 40;
    createSparse(sizeBytes);
    write(sizeBytes / 2, 10);

    try (Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(sizeBytes, snapshot.sizeBytes());
      assertTrue(dataBytes(source, snapshot) <= 2 * BLOCK);
    }
    assertTrue(dataBytesOfSnapshotFiles() <= 2 * BLOCK);
  }

  @Test
  void aSnapshotOnABaselineTakesTheSpaceOfWhatChanged() throws IOException {
    createSparse(100L * BLOCK);
    write(0, 80 * BLOCK);

    try (Source source = open()) {
      source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      long before = dataBytesOfSnapshotFiles();
      write(3 * BLOCK + 5, 10);
      write(70 * BLOCK + 5, 10);
      source.createCurrent(VOLUME, ARCHIVE);

      assertTrue(dataBytesOfSnapshotFiles() - before <= 4 * BLOCK);
    }
  }

  @Test
  void onlyTheBlocksThatChangedAreReported() throws IOException {
    createSparse(100L * BLOCK);
    write(0, 80 * BLOCK);

    try (Source source = open()) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      write(3 * BLOCK + 5, 10);
      write(70 * BLOCK - 5, 10);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      StringBuilder ranges = new StringBuilder();
      try (ChangeScan scan = source.openScan()) {
        scan.changed(
            baseline,
            current,
            (offset, length) ->
                ranges.append(offset / BLOCK).append('+').append(length / BLOCK).append(' '));
      }

      assertEquals("3+1 69+2 ", ranges.toString());
    }
  }

  @Test
  void aFileThatIsWrittenWhileItIsCopiedIsRefusedAndLeavesNothing() throws IOException {
    createSparse(10L * BLOCK);
    InstantSource clockDuringTheCopy =
        () -> {
          writeUnchecked(0, 10);
          return Instant.now().plusSeconds(3600);
        };

    try (Source source = open(clockDuringTheCopy)) {
      ProviderException failure =
          assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertTrue(
          failure.getMessage().startsWith("The file " + volume() + " was changed while"),
          failure.getMessage());
      assertTrue(failure.remedy().contains("Stop what uses the file"), failure.remedy());
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertEquals(0, dataBytesOfSnapshotFiles());
    }
  }

  @Test
  void aFileThatIsCutWhileItIsCopiedIsRefused() throws IOException {
    createSparse(10L * BLOCK);
    write(0, 10 * BLOCK);
    InstantSource clockDuringTheCopy =
        () -> {
          resizeUnchecked(BLOCK);
          return Instant.now().plusSeconds(3600);
        };

    try (Source source = open(clockDuringTheCopy)) {
      ProviderException failure =
          assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertTrue(failure.getMessage().contains("was changed while"), failure.getMessage());
    }
  }

  @Test
  void aFileThatWasJustWrittenIsCopiedWhenItsTimeStampIsOldEnough() throws IOException {
    createSparse(10L * BLOCK);
    Instant before = Instant.now();
    write(0, 10);

    try (Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);

      assertTrue(Instant.now().isAfter(before.plusMillis(15)));
      assertArrayEquals(Files.readAllBytes(volume()), content(source, snapshot));
    }
  }

  @Test
  void aDamagedOverlayIsReportedWithItsPath() throws IOException {
    createSparse(10L * BLOCK);

    try (Source source = open()) {
      source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      write(0, 10);
      source.createCurrent(VOLUME, ARCHIVE);
      Path overlay =
          snapshotFiles()
              .filter(path -> path.toString().contains(".overlay."))
              .findAny()
              .orElseThrow();
      try (NativeFile file = NativeFile.openForUpdate(overlay)) {
        file.resize(file.sizeBytes() - 1);
      }

      ProviderException failure =
          assertThrows(ProviderException.class, () -> source.current(VOLUME, ARCHIVE));

      assertEquals("The snapshot file " + overlay + " is damaged", failure.getMessage());
    }
  }

  private static byte[] content(Source source, Snapshot snapshot) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) snapshot.sizeBytes());
    try (BlockReader reader = source.openReader(snapshot)) {
      reader.read(0, bytes);
    }
    return bytes.array();
  }

  private static long dataBytes(Source source, Snapshot snapshot) throws IOException {
    long[] sum = new long[1];
    try (ChangeScan scan = source.openScan()) {
      scan.allocated(snapshot, (offset, length) -> sum[0] += length);
    }
    return sum[0];
  }

  private Stream<Path> snapshotFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(path -> path.toString().contains(".wyng-snapshots") && Files.isRegularFile(path))
          .toList()
          .stream();
    }
  }

  private long dataBytesOfSnapshotFiles() throws IOException {
    long sum = 0;
    for (Path path : snapshotFiles().toList()) {
      try (NativeFile file = NativeFile.openForReading(path)) {
        for (long at = file.nextData(0); at < file.sizeBytes(); at = file.nextData(at)) {
          long end = file.nextHole(at);
          sum += end - at;
          at = end;
        }
      }
    }
    return sum;
  }

  private void createSparse(long sizeBytes) throws IOException {
    try (NativeFile file = TestFile.open(volume())) {
      file.resize(sizeBytes);
    }
  }

  private void write(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, filling++);
    try (NativeFile file = NativeFile.openForUpdate(volume())) {
      file.write(position, ByteBuffer.wrap(bytes));
    }
  }

  private void writeUnchecked(long position, int length) {
    try {
      write(position, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void resizeUnchecked(long sizeBytes) {
    try {
      createSparse(sizeBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
