package org.example.backup.mvstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no contract can know: that the store is a file. */
class StoreFileTest {

  private static final ArchivePath INFO = ArchivePath.of("volume/info");

  @TempDir private Path directory;

  private Destination open(String file) throws IOException {
    DestinationAddress address = new DestinationAddress("h2", "", directory + "/" + file);
    return new H2DestinationProvider().open(address, ArchivePath.of("wyng.backup"));
  }

  /** The store as it is on the disk at this moment: what the next one finds after a crash. */
  private Destination openAfterCrash() throws IOException {
    Files.copy(directory.resolve("store"), directory.resolve("after-crash"));
    return open("after-crash");
  }

  @Test
  void whatWasReplacedIsInTheFileWhenTheCallReturns() throws IOException {
    byte[] content = "content".getBytes(UTF_8);
    try (Destination destination = open("store")) {
      destination.replace(INFO, content);

      try (Destination next = openAfterCrash()) {
        assertArrayEquals(content, next.read(INFO, 100).orElseThrow());
      }
    }
  }

  @Test
  void aFileThatWasBeingWrittenLeavesNothingAfterACrash() throws IOException {
    byte[] large = new byte[40 << 20];
    try (Destination destination = open("store");
        Upload upload = destination.openUpload()) {
      ByteArrayInputStream crashing =
          new ByteArrayInputStream(large) {
            @Override
            public int read(byte[] target, int offset, int length) {
              if (available() < 1 << 20 && !Files.exists(directory.resolve("after-crash"))) {
                assertEquals(List.of(), listAfterCrash());
              }
              return super.read(target, offset, length);
            }
          };
      upload.put(INFO, large.length, crashing);

      assertTrue(Files.exists(directory.resolve("after-crash")));
    }
  }

  private List<?> listAfterCrash() {
    try (Destination next = openAfterCrash()) {
      return next.list(ArchivePath.ROOT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theSpaceOfDeletedFilesIsUsedAgain() throws IOException {
    try (Destination destination = open("store")) {
      for (int i = 0; i < 10; i++) {
        try (Upload upload = destination.openUpload()) {
          upload.put(INFO, ByteBuffer.wrap(new byte[20 << 20]));
        }
        destination.sync();
        destination.deleteTree(INFO.parent());
        destination.sync();
      }
    }

    long size = Files.size(directory.resolve("store"));
    assertTrue(size < 60 << 20, () -> size + " bytes");
  }

  @Test
  void aStoreThatSomebodyElseUsesIsNamedWithARemedy() throws IOException {
    try (Destination user = open("store");
        Destination other = open("store")) {
      user.replace(INFO, new byte[1]);

      ProviderException failure =
          assertThrows(ProviderException.class, () -> other.read(INFO, 100));

      assertTrue(failure.getMessage().contains("store is in use"), failure.getMessage());
      assertTrue(failure.remedy().contains("Wait"), failure.remedy());
    }
  }

  @Test
  void aFileThatIsNoStoreIsRefusedAndLeftAsItIs() throws IOException {
    byte[] letter = "Dear Sir or Madam, ".repeat(1000).getBytes(UTF_8);
    Path file = Files.write(directory.resolve("store"), letter);
    try (Destination destination = open("store")) {
      DestinationStatus status = destination.probe();

      assertEquals(1, status.problems().size());
      assertThrows(ProviderException.class, () -> destination.replace(INFO, new byte[1]));
    }
    assertArrayEquals(letter, Files.readAllBytes(file));
  }

  @Test
  void aMissingDirectoryIsAProblem() throws IOException {
    try (Destination destination = open("missing/store")) {
      DestinationStatus status = destination.probe();

      assertEquals(false, status.mounted());
      assertTrue(status.problems().getFirst().message().contains("/missing for"));
    }
  }
}
