package io.wyng.source.file;

import static io.wyng.source.file.Disks.content;
import static io.wyng.source.file.Disks.randomBytes;
import static io.wyng.source.file.Disks.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.TestFile;
import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file system without clones, of 32 MiB, that gets full. */
class FullFileSystemVmSuite {

  private static final VolumeName VOLUME = VolumeName.parse("disk.img");
  private static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  private static final int MIB = 1 << 20;

  private Path directory = Path.of("/");
  private Path filler = Path.of("/");

  @BeforeEach
  void makeFileSystem() throws IOException, InterruptedException {
    Disks.run("mkfs.ext4", "-q", "-F", "-m", "0", "/dev/vdd");
    directory = Disks.mount("/dev/vdd");
    filler = directory.resolve(".filler");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    Disks.unmount(directory);
  }

  private Source open() throws IOException {
    return new FileSourceProvider().open(directory.toString());
  }

  private long freeBytes() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  private void leaveFree(int bytes) throws IOException {
    write(filler, 0, new byte[Math.toIntExact(freeBytes() - bytes)]);
  }

  @Test
  void aSnapshotForWhichThereIsNoSpaceLeavesNothing() throws IOException {
    write(directory.resolve("disk.img"), 0, randomBytes(1, 16 * MIB));
    try (Source source = open()) {
      long before = freeBytes();

      ProviderException failure =
          assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertTrue(failure.getMessage().contains("No space left"), failure.getMessage());
      assertTrue(failure.remedy().startsWith("Free space where " + directory), failure.remedy());
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertTrue(before - freeBytes() < MIB);
    }
  }

  @Test
  void anOverlayForWhichThereIsNoSpaceLeavesTheBaseline() throws IOException {
    Path file = directory.resolve("disk.img");
    byte[] older = randomBytes(1, 8 * MIB);
    write(file, 0, older);
    try (Source source = open()) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      leaveFree(MIB);
      write(file, 0, randomBytes(2, 6 * MIB));

      assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertArrayEquals(older, content(source, baseline));
    }
  }

  @Test
  void aPromotionForWhichThereIsNoSpaceIsFinishedWhenThereIs() throws IOException {
    Path file = directory.resolve("disk.img");
    try (NativeFile opened = TestFile.open(file)) {
      opened.resize(8 * MIB);
    }
    try (Source source = open()) {
      source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      write(file, 0, randomBytes(2, 6 * MIB));
      byte[] newer = Files.readAllBytes(file);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      leaveFree(MIB);

      ProviderException failure =
          assertThrows(ProviderException.class, () -> source.promote(current, "label"));

      assertTrue(failure.getMessage().contains("No space left"), failure.getMessage());
      Snapshot found = source.baseline(VOLUME, ARCHIVE).orElseThrow();
      assertEquals(current.identity(), found.identity());
      assertArrayEquals(newer, content(source, found));

      Files.delete(filler);
      Snapshot baseline = source.promote(current, "label");
      assertEquals(current.identity(), baseline.identity());
      assertArrayEquals(newer, content(source, baseline));
    }
  }

  @Test
  void aRestoreForWhichThereIsNoSpaceLeavesTheFormerFile() throws IOException {
    Path file = directory.resolve("disk.img");
    byte[] former = randomBytes(1, 16 * MIB);
    write(file, 0, former);
    TargetRequest request = new TargetRequest(file.toString(), 16 * MIB, null, Content.REPLACED);

    try (RestoreTarget target = new FileSourceProvider().openTarget(request)) {
      ProviderException failure =
          assertThrows(
              ProviderException.class,
              () -> target.write(0, ByteBuffer.wrap(randomBytes(2, 16 * MIB))));
      assertEquals("No space is left for " + file, failure.getMessage());
    }

    assertArrayEquals(former, Files.readAllBytes(file));
    assertTrue(freeBytes() > 8 * MIB);
  }
}
