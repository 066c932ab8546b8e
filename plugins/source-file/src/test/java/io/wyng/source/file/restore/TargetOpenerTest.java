package io.wyng.source.file.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.spi.ProviderException;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be at a path, and what becomes of it. */
class TargetOpenerTest {

  private static final byte[] FORMER = "former content".getBytes(UTF_8);
  private static final byte[] RESTORED = "what is restored, and longer".getBytes(UTF_8);

  @TempDir Path temporary;
  private Path directory;
  private Path file;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("directory"));
    file = directory.resolve("disk.img");
  }

  private static RestoreTarget open(Path path, long sizeBytes, Content content) throws IOException {
    return open(path, sizeBytes, content, DurableFiles.system());
  }

  private static RestoreTarget open(Path path, long sizeBytes, Content content, DurableFiles files)
      throws IOException {
    return new TargetOpener(files)
        .open(new TargetRequest(path.toString(), sizeBytes, null, content));
  }

  private static void restore(Path path, DurableFiles files) throws IOException {
    try (RestoreTarget target = open(path, RESTORED.length, Content.REPLACED, files)) {
      target.write(0, ByteBuffer.wrap(RESTORED));
      target.finish();
    }
  }

  private static ProviderException refusal(Path path) {
    return assertThrows(ProviderException.class, () -> open(path, 10, Content.REPLACED).close());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDirectoryIsRefused() {
    ProviderException refusal = refusal(directory);

    assertEquals(directory + " is neither a regular file nor a block device", refusal.getMessage());
  }

  @Test
  void aCharacterDeviceIsRefused() {
    assertEquals(
        "/dev/null is neither a regular file nor a block device",
        refusal(Path.of("/dev/null")).getMessage());
  }

  @Test
  void aDeviceThatDoesNotExistIsRefused() {
    ProviderException refusal = refusal(Path.of("/dev/no-group/no-volume"));

    assertEquals("The device /dev/no-group/no-volume does not exist", refusal.getMessage());
    assertEquals("Create the device first, or name a file outside of /dev.", refusal.remedy());
  }

  @Test
  void aFileInADirectoryThatDoesNotExistIsRefused() {
    ProviderException refusal = refusal(directory.resolve("missing/disk.img"));

    assertEquals(
        "The directory " + directory.resolve("missing") + " does not exist", refusal.getMessage());
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsRefusedWithTheSystemsReason() {
    ProviderException refusal = refusal(Path.of("/proc/disk.img"));

    assertTrue(
        refusal.getMessage().startsWith("Cannot restore to /proc/disk.img: "),
        refusal.getMessage());
    assertNotEquals("", refusal.remedy());
  }

  @Test
  void aSymbolicLinkIsFollowed() throws IOException {
    Files.write(file, FORMER);
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("disk.img"));

    restore(link, DurableFiles.system());

    assertTrue(Files.isSymbolicLink(link));
    assertArrayEquals(RESTORED, Files.readAllBytes(file));
  }

  @Test
  void aSymbolicLinkToNothingMakesTheFileItNames() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    restore(link, DurableFiles.system());

    assertArrayEquals(RESTORED, Files.readAllBytes(file));
  }

  @Test
  void aCircleOfSymbolicLinksIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("other"));
    Files.createSymbolicLink(directory.resolve("other"), Path.of("link"));

    assertEquals(link + " is a symbolic link that leads nowhere", refusal(link).getMessage());
  }

  @Test
  void aNewFileIsTheOwnersAlone() throws IOException {
    restore(file, DurableFiles.system());

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aReplacedFileKeepsItsOwnerAndRights() throws IOException {
    Files.write(file, FORMER);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r-x"));
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      Files.setAttribute(file, "unix:uid", 12345);
      Files.setAttribute(file, "unix:gid", 54321);
    }
    Object owner = Files.getAttribute(file, "unix:uid");
    Object group = Files.getAttribute(file, "unix:gid");

    restore(file, DurableFiles.system());

    assertArrayEquals(RESTORED, Files.readAllBytes(file));
    assertEquals("rw-r--r-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(owner, Files.getAttribute(file, "unix:uid"));
    assertEquals(group, Files.getAttribute(file, "unix:gid"));
  }

  @Test
  void whatIsZeroedInANewFileIsAHole() throws IOException {
    long sizeBytes = 1L << 40;

    try (RestoreTarget target = open(file, sizeBytes, Content.REPLACED)) {
      target.zero(0, sizeBytes - RESTORED.length);
      target.write(sizeBytes - RESTORED.length, ByteBuffer.wrap(RESTORED));
      target.finish();
    }

    assertEquals(sizeBytes, Files.size(file));
    try (NativeFile restored = NativeFile.openForReading(file)) {
      assertTrue(restored.nextData(0) > sizeBytes - (1 << 20));
    }
  }

  @Test
  void whatIsZeroedInAnUpdatedFileBecomesAHole() throws IOException {
    Files.write(file, new byte[1 << 20]);

    try (RestoreTarget target = open(file, 1 << 20, Content.UPDATED)) {
      target.zero(0, 1 << 20);
      target.finish();
    }

    assertEquals(1 << 20, Files.size(file));
    try (NativeFile restored = NativeFile.openForReading(file)) {
      assertEquals(Long.MAX_VALUE, restored.nextData(0));
    }
  }

  @Test
  void aMissingFileThatIsToBeUpdatedIsZeroWhereItIsZeroedAfterItWasWritten() throws IOException {
    try (RestoreTarget target = open(file, RESTORED.length, Content.UPDATED)) {
      target.write(0, ByteBuffer.wrap(RESTORED));
      target.zero(1, RESTORED.length - 1);
      target.finish();
    }

    byte[] expected = new byte[RESTORED.length];
    expected[0] = RESTORED[0];
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void theRestOfARestoreThatCrashedIsOverwritten() throws IOException {
    Files.write(directory.resolve("disk.img.wyng-part"), new byte[100_000]);

    restore(file, DurableFiles.system());

    assertArrayEquals(RESTORED, Files.readAllBytes(file));
    assertEquals(List.of("disk.img"), names());
  }

  @Test
  void aSecondRestoreToTheSameFileIsRefusedAndDoesNotDisturbTheFirst() throws IOException {
    try (RestoreTarget target = open(file, RESTORED.length, Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(RESTORED));

      ProviderException refusal = refusal(file);
      target.finish();

      assertEquals("Another restore is writing " + file + ".wyng-part", refusal.getMessage());
    }
    assertArrayEquals(RESTORED, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void aRestoreThatIsGivenUpLeavesTheFormerContentAndNothingElse(int writtenBytes)
      throws IOException {
    Files.write(file, FORMER);

    try (RestoreTarget target = open(file, RESTORED.length, Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(RESTORED, 0, writtenBytes));
    }

    assertArrayEquals(FORMER, Files.readAllBytes(file));
    assertEquals(List.of("disk.img"), names());
  }

  @ParameterizedTest
  @EnumSource
  void whereverTheMachineStopsTheFileHasTheFormerContentOrTheNewOne(Survivors survivors)
      throws IOException {
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      Files.write(file, FORMER);
      try (FaultyFiles files = FaultyFiles.below(directory)) {
        files.stopAt(step);
        stopped = stops(files);
        files.cutPower(survivors);
      }

      byte[] found = Files.readAllBytes(file);
      assertArrayEquals(found.length == FORMER.length ? FORMER : RESTORED, found);
      assertTrue(stopped || step > 3, "steps tried");
      restore(file, DurableFiles.system());
      assertArrayEquals(RESTORED, Files.readAllBytes(file));
      assertEquals(List.of("disk.img"), names());
    }
  }

  private boolean stops(FaultyFiles files) throws IOException {
    try {
      restore(file, files);
      return false;
    } catch (PowerCut e) {
      return true;
    }
  }

  @Test
  void lackOfSpaceWhenFinishingIsSaidWithARemedy() throws IOException {
    Files.write(file, FORMER);
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      files.failAt(1, "No space left on device");

      ProviderException failure = assertThrows(ProviderException.class, () -> restore(file, files));

      assertEquals("No space is left for " + file, failure.getMessage());
      assertTrue(failure.remedy().contains("Free space"), failure.remedy());
    }
    assertArrayEquals(FORMER, Files.readAllBytes(file));
    assertFalse(Files.exists(directory.resolve("disk.img.wyng-part")));
  }
}
