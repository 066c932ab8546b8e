package io.wyng.destination.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the internal destination does beyond, or more exactly than, the contract. */
class InternalDestinationTest {

  private static final ArchivePath INFO = ArchivePath.of("info");

  @TempDir private Path mountPoint;

  private Path root;
  private Destination destination;

  @BeforeEach
  void open() throws IOException {
    root = mountPoint.resolve("wyng.backup");
    destination = open(mountPoint, "wyng.backup");
  }

  private static Destination open(Path mountPoint, String root) throws IOException {
    DestinationAddress address = new DestinationAddress("internal", "", mountPoint.toString());
    return new InternalDestinationProvider().open(address, ArchivePath.of(root));
  }

  @AfterEach
  void close() throws IOException {
    destination.close();
  }

  private void put(String path, String content) throws IOException {
    try (Upload upload = destination.openUpload()) {
      upload.put(ArchivePath.of(path), ByteBuffer.wrap(content.getBytes(UTF_8)));
      upload.finish();
    }
  }

  @Test
  void theProviderServesItsScheme() {
    InternalDestinationProvider provider = new InternalDestinationProvider();

    assertEquals("internal", provider.name());
    assertEquals(Set.of("internal"), provider.schemes());
    assertTrue(provider.description().matches(".{1,99}[^.]"), provider.description());
  }

  @Test
  void anAddressWithAHostIsRefused() {
    DestinationAddress address = DestinationAddress.parse("internal://host/mnt");

    ProviderException failure =
        assertThrows(
            ProviderException.class,
            () -> new InternalDestinationProvider().open(address, ArchivePath.ROOT));

    assertEquals(
        "The destination internal://host/mnt names a host, but internal: is this machine",
        failure.getMessage());
    assertEquals("Write internal:/mnt, or use ssh:// for another machine.", failure.remedy());
  }

  @Test
  void theMountPointIsNeverCreated() throws Exception {
    Path missing = mountPoint.resolve("missing");
    try (Destination nowhere = open(missing, "wyng.backup")) {

      ProviderException failure =
          assertThrows(ProviderException.class, () -> nowhere.replace(INFO, new byte[1]));

      assertEquals("Cannot use " + missing + ": no such file or directory", failure.getMessage());
      assertFalse(Files.exists(missing));
    }
  }

  @Test
  void theWayToTheRootMayLeadThroughLinks() throws Exception {
    Files.createDirectories(mountPoint.resolve("real/home"));
    Path link = Files.createSymbolicLink(mountPoint.resolve("link"), Path.of("real"));
    Files.createSymbolicLink(mountPoint.resolve("real/user"), Path.of("home"));
    try (Destination linked = open(link, "user/wyng.backup")) {

      linked.replace(ArchivePath.of("volume/info"), new byte[] {1});

      assertTrue(Files.exists(mountPoint.resolve("real/home/wyng.backup/volume/info")));
      assertEquals(1, linked.list(ArchivePath.ROOT).size());
    }
  }

  @Test
  void theMountPointItselfMayBeTheRoot() throws Exception {
    try (Destination whole = open(mountPoint, "")) {

      whole.replace(INFO, new byte[] {1});

      assertTrue(Files.exists(mountPoint.resolve("info")));
    }
  }

  @Test
  void theRootIsNotDeletedOrRenamed() {
    ArchivePath other = ArchivePath.of("other");

    for (Executable attempt :
        List.<Executable>of(
            () -> destination.deleteTree(ArchivePath.ROOT),
            () -> destination.rename(ArchivePath.ROOT, other),
            () -> destination.rename(other, ArchivePath.ROOT))) {
      assertThrows(IllegalArgumentException.class, attempt);
    }
  }

  @Test
  void whatCannotBeReadIsNamedWithTheReason() throws Exception {
    put("volume/info", "1");
    Path volume = root.resolve("volume");

    ProviderException failure =
        assertThrows(ProviderException.class, () -> destination.read(ArchivePath.of("volume"), 10));

    assertEquals("Cannot read " + volume + ": it is no regular file", failure.getMessage());
  }

  @Test
  void aFileAboveTheLimitIsNamedWithItsSize() throws Exception {
    put("info", "123456");

    ProviderException failure =
        assertThrows(ProviderException.class, () -> destination.read(INFO, 5));

    assertEquals(
        root.resolve("info") + " has 6 bytes, more than the 5 that it may have",
        failure.getMessage());
  }

  @Test
  void aPlantedLinkIsNamed() throws Exception {
    put("info", "1");
    Path door = Files.createSymbolicLink(root.resolve("door"), Path.of("/etc"));

    ProviderException failure =
        assertThrows(ProviderException.class, () -> put("door/passwd", "changed"));

    assertEquals(
        "Cannot write " + root.resolve("door/passwd") + ": " + door + " is a symbolic link",
        failure.getMessage());
  }

  @Test
  void aNameThatCannotBeExpressedIsAnError() {
    ProviderException failure =
        assertThrows(ProviderException.class, () -> put("half of a \ud83d character", "1"));

    assertTrue(failure.remedy().contains("UTF-8"), failure::remedy);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aFileWhoseStreamHadAnotherLengthIsNotLeft(int length) throws Exception {
    InputStream content = new ByteArrayInputStream(new byte[length]);
    try (Upload upload = destination.openUpload()) {

      ProviderException failure =
          assertThrows(ProviderException.class, () -> upload.put(INFO, 4, content));

      assertTrue(failure.getMessage().contains(root.resolve("info").toString()));
      assertEquals(List.of(), destination.list(ArchivePath.ROOT));
    }
  }

  @Test
  void aFailureOfTheStreamIsNotTakenForOneOfTheFile() throws Exception {
    IOException reason = new IOException("No space left on device");
    InputStream content =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw reason;
          }

          @Override
          public int read(byte[] target, int offset, int count) throws IOException {
            throw reason;
          }
        };
    try (Upload upload = destination.openUpload()) {

      assertSame(reason, assertThrows(IOException.class, () -> upload.put(INFO, 4, content)));
    }
  }

  @Test
  void whatIsPlantedAtTheTemporaryNameIsNotWrittenThrough(@TempDir Path outside) throws Exception {
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    put("info", "former");
    Files.createSymbolicLink(root.resolve("info.new"), secret);
    destination.replace(INFO, new byte[] {1});

    Files.createLink(root.resolve("info.new"), secret);
    destination.replace(INFO, new byte[] {2});

    assertEquals("secret", Files.readString(secret));
    assertEquals(1, destination.list(ArchivePath.ROOT).size());
  }

  @Test
  void directoriesAreNotMovedOrDeletedAsFiles() throws Exception {
    put("volume/info", "gone");
    destination.deleteTree(ArchivePath.of("volume/info"));
    ArchivePath volume = ArchivePath.of("volume");

    for (FileChange change :
        List.of(
            new FileChange.Delete(volume), new FileChange.Move(volume, ArchivePath.of("other")))) {
      assertThrows(ProviderException.class, () -> destination.apply(List.of(change).iterator()));
    }

    assertTrue(Files.isDirectory(root.resolve("volume")));
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNamedPipeIsNotWaitedFor() throws Exception {
    put("info", "1");
    try {
      assertEquals(
          0, new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor());
    } catch (IOException e) {
      Assumptions.abort("this machine has no mkfifo(1): " + e);
    }
    ArchivePath pipe = ArchivePath.of("pipe");

    assertThrows(ProviderException.class, () -> destination.read(pipe, 10));
    assertThrows(ProviderException.class, () -> destination.digests(List.of(pipe)));
    try (Download download = destination.fetch(List.of(new Extent(pipe, 0, 10)).iterator())) {
      assertThrows(ProviderException.class, () -> download.next(ByteBuffer.allocate(10)));
    }
    assertTrue(
        destination
            .list(ArchivePath.ROOT)
            .contains(new DirectoryEntry("pipe", DirectoryEntry.Kind.OTHER, 0)));
    put("pipe", "a file now");
    assertEquals("a file now", Files.readString(root.resolve("pipe")));
  }

  @Test
  void aFileWithAllTheNamesThatItsFileSystemAllowsGetsNoMoreAndKeepsThem() throws Exception {
    int most = 70_000; // ext4 allows 65000, Btrfs 65535 in one directory, XFS 2 147 483 647
    put("x", "content");
    int made = 0;
    boolean refused = false;
    try (Upload upload = destination.openUpload()) {
      while (!refused && made < most) {
        refused =
            !upload.link(ArchivePath.of("links/" + made / 4096 + "/" + made), ArchivePath.of("x"));
        made += refused ? 0 : 1;
      }
      upload.finish();
    }
    if (!refused) {
      Assumptions.abort("the file system of the temporary directory allows more than " + most);
    }

    boolean refusedInPlaceOfAFile;
    put("former", "former");
    try (Upload upload = destination.openUpload()) {
      refusedInPlaceOfAFile = !upload.link(ArchivePath.of("former"), ArchivePath.of("x"));
      upload.finish();
    }

    assertTrue(refusedInPlaceOfAFile);
    assertEquals("former", Files.readString(root.resolve("former")));
    assertEquals(made + 1, Files.getAttribute(root.resolve("x"), "unix:nlink"));
    assertFalse(Files.exists(root.resolve("links/" + made / 4096 + "/" + made)));
  }
}
