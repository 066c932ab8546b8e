package io.wyng.source.file;

import static io.wyng.source.file.Disks.randomBytes;
import static io.wyng.source.file.Disks.write;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.linux.ExtentCursor;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The source contract on a file system that can clone files, and what clones are for. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CloneContract extends FileSourceFixture {

  private static final VolumeName VOLUME = VolumeName.parse("disk.img");
  private static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  private static final int MIB = 1 << 20;

  private Path root = Path.of("/");
  private Path directory = root;

  /** Makes the file system and mounts it. */
  abstract Path mount() throws IOException, InterruptedException;

  @BeforeAll
  void makeFileSystem() throws IOException, InterruptedException {
    root = mount();
  }

  @AfterAll
  void unmount() throws IOException, InterruptedException {
    Disks.unmount(root);
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory(root, "test");
  }

  @AfterEach
  void removeDirectory() throws IOException {
    DurableFiles.system().deleteTree(directory);
  }

  @Override
  Path directory() {
    return directory;
  }

  @Test
  void aSnapshotTakesNoSpace() throws IOException {
    write(directory.resolve("disk.img"), 0, randomBytes(1, 20 * MIB));
    try (Source source = provider().open(location())) {
      long before = freeBytes();
      source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      source.createCurrent(VOLUME, ARCHIVE);

      assertTrue(before - freeBytes() < 4 * MIB, () -> before + " bytes were free");
    }
  }

  private long freeBytes() throws IOException {
    DurableFiles.system().forceFileSystem(root);
    return Files.getFileStore(root).getUsableSpace();
  }

  @Test
  void whatIsSharedIsKnownToBeTheSame() throws IOException {
    Path file = directory.resolve("disk.img");
    write(file, 0, new byte[20 * MIB]);
    write(file, 0, randomBytes(1, 20 * MIB));
    try (Source source = provider().open(location())) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      write(file, 10 * MIB, randomBytes(2, MIB));
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      try (NativeFile older = snapshotFile(baseline);
          NativeFile newer = snapshotFile(current)) {
        assertTrue(isOneShared(older, newer, MIB));
        assertFalse(isOneShared(older, newer, 10 * MIB));
        assertTrue(isOneShared(older, newer, 19 * MIB));
      }
    }
  }

  private NativeFile snapshotFile(Snapshot snapshot) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return NativeFile.openForReading(
          files
              .filter(file -> file.getFileName().toString().startsWith(snapshot.identity()))
              .findAny()
              .orElseThrow());
    }
  }

  private static boolean isOneShared(NativeFile older, NativeFile newer, long position) {
    Optional<Long> ofOlder = placeOf(older, position);
    return ofOlder.isPresent() && ofOlder.equals(placeOf(newer, position));
  }

  private static Optional<Long> placeOf(NativeFile file, long position) {
    return new ExtentCursor(file).holding(position).map(extent -> extent.placeOf(position));
  }
}
