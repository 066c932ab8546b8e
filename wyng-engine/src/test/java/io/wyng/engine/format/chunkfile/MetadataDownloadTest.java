package io.wyng.engine.format.chunkfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.destination.internal.InternalDestinationProvider;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.format.chunkfile.MetadataDownload.Wanted;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.Download;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataDownloadTest {

  private static final DestinationAddress ADDRESS = DestinationAddress.parse("internal:/");
  private static final ArchivePath FILE = ArchivePath.of("file");
  private static final int SMALL = MetadataDownload.SMALL_FILE_BYTES;

  @TempDir Path directory;

  private Path there;
  private LocalStore here;

  @BeforeEach
  void makeBothSides() throws IOException {
    there = Files.createDirectory(directory.resolve("there"));
    here = new LocalStore(Files.createDirectory(directory.resolve("here")), DurableFiles.system());
  }

  private RemoteStore remote() throws IOException {
    return new RemoteStore(
        new InternalDestinationProvider(DurableFiles.system())
            .open(ADDRESS, ArchivePath.of(there.toString().substring(1))),
        ADDRESS);
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SMALL - 1, SMALL, SMALL + 1, 1 << 20, (1 << 20) + 1, 3_000_000})
  void aFileOfAnySizeIsCopiedToTheByte(int length) throws IOException {
    Files.write(there.resolve("file"), content(length));
    Files.write(there.resolve("other"), content(2_000_000));

    try (RemoteStore remote = remote()) {
      new MetadataDownload(remote, here)
          .copy(
              List.of(
                  new Wanted(FILE, length),
                  new Wanted(ArchivePath.of("missing"), 1),
                  new Wanted(ArchivePath.of("other"), 2_000_000)));
    }

    assertArrayEquals(content(length), here.read(FILE).orElseThrow());
    assertArrayEquals(content(2_000_000), here.read(ArchivePath.of("other")).orElseThrow());
    assertFalse(here.exists(ArchivePath.of("missing")));
  }

  @ParameterizedTest
  @ValueSource(ints = {11, SMALL + 1, 3_000_000})
  void aFileThatIsLargerThanItCanBeIsRefusedAndNotCopied(int length) throws IOException {
    Files.write(there.resolve("file"), content(length));

    try (RemoteStore remote = remote()) {
      MetadataDownload download = new MetadataDownload(remote, here);

      IntegrityException failure =
          assertThrows(
              IntegrityException.class, () -> download.copy(List.of(new Wanted(FILE, length - 1))));

      assertTrue(String.valueOf(failure.getMessage()).contains("file at the destination"));
    }
    assertFalse(here.exists(FILE));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1, 1L << 50, -100_000, -3_000_000})
  void aFileWhoseSizeChangesWhileItIsReadIsRefused(long change) throws IOException {
    long length = 3_000_000;
    Download liar = liar(length, change);
    Destination destination =
        (Destination)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Destination.class},
                (_, method, _) -> method.getName().equals("fetch") ? liar : null);
    MetadataDownload download = new MetadataDownload(new RemoteStore(destination, ADDRESS), here);

    IntegrityException failure =
        assertThrows(
            IntegrityException.class, () -> download.copy(List.of(new Wanted(FILE, length))));

    assertTrue(String.valueOf(failure.getMessage()).contains("changed"), failure.getMessage());
  }

  /** Answers as for a file of some length, and from the third question on as for another. */
  private static Download liar(long length, long change) {
    return new Download() {
      private int questions;
      private long offset;

      @Override
      public long next(ByteBuffer target) {
        questions++;
        long left = Math.max(0, (questions > 2 ? length + change : length) - offset);
        int count = (int) Math.min(left, target.remaining());
        target.position(target.position() + count);
        offset += questions == 1 ? 0 : count;
        return left;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void nothingWantedIsNothingCopied() throws IOException {
    try (RemoteStore remote = remote()) {
      new MetadataDownload(remote, here).copy(List.of());
    }

    assertEquals(List.of(), here.list(ArchivePath.ROOT));
  }
}
