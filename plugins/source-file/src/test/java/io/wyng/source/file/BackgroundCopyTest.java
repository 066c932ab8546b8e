package io.wyng.source.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.snapshot.SnapshotMethods;
import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots that are copied while they are used, on a file system where writers can be kept out.
 */
@Timeout(60)
class BackgroundCopyTest {

  private static final VolumeName VOLUME = VolumeName.parse("disk.img");
  private static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  private static final int HALF = 200_000;

  @TempDir Path directory;

  private final byte[] content = new byte[2 * HALF];

  /** The copy asks for the time before it begins, and waits there for us. */
  private final CountDownLatch mayCopy = new CountDownLatch(1);

  private final AtomicReference<Thread> copier = new AtomicReference<>();

  @BeforeEach
  void fillVolume() throws IOException {
    new Random(7).nextBytes(content);
    Files.write(volume(), content);
  }

  private Path volume() {
    return directory.resolve(VOLUME.text());
  }

  private Source open(DurableFiles files) throws IOException {
    return new FileSourceProvider(files, this::timeOfTheCopy, new SnapshotMethods(false, 0))
        .open(directory.toString());
  }

  private Source open() throws IOException {
    return open(DurableFiles.system());
  }

  private Instant timeOfTheCopy() {
    copier.set(Thread.currentThread());
    try {
      mayCopy.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Instant.now().plusSeconds(60);
  }

  @Test
  void theVolumeIsReadAsLongAsItIsBeingCopied() throws IOException {
    try (Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);
      BlockReader reader = source.openReader(snapshot);

      byte[] read = read(reader, 0, content.length);

      assertArrayEquals(content, read);
      mayCopy.countDown();
      reader.close();
      assertEquals(Optional.of(snapshot), openedLater().current(VOLUME, ARCHIVE));
    }
    assertArrayEquals(content, snapshotContent());
  }

  @Test
  void whoWantsToWriteToTheVolumeWaitsUntilItIsCopied() throws Exception {
    try (Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);
      Thread writer = Thread.ofPlatform().start(() -> write(new byte[content.length]));
      awaitBlocked(writer);

      mayCopy.countDown();
      writer.join();

      assertArrayEquals(content, readAll(source, snapshot));
      assertArrayEquals(new byte[content.length], Files.readAllBytes(volume()));
    }
  }

  /** A thread in a system call counts as running; so it is given time to get through, if it can. */
  private static void awaitBlocked(Thread writer) throws InterruptedException {
    writer.join(300);
    assertTrue(writer.isAlive(), "the writer waits");
  }

  @Test
  void aReaderGoesOnInTheCopyWhenTheVolumeChanges() throws IOException {
    try (Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);
      try (BlockReader reader = source.openReader(snapshot)) {
        byte[] first = read(reader, 0, HALF);
        mayCopy.countDown();
        write(new byte[content.length]);
        byte[] second = read(reader, HALF, HALF);

        ByteBuffer both = ByteBuffer.allocate(content.length).put(first).put(second);
        assertArrayEquals(content, both.array());
      }
    }
  }

  @Test
  void aVolumeThatIsOpenForWritingIsCopiedAtOnce() throws IOException {
    mayCopy.countDown();
    try (FileChannel user = FileChannel.open(volume(), StandardOpenOption.WRITE);
        Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(Thread.currentThread(), copier.get());
      user.write(ByteBuffer.wrap(new byte[content.length]), 0);
      assertArrayEquals(content, readAll(source, snapshot));
    }
  }

  @Test
  void aCopyThatFailsIsReportedWhenItsReaderIsClosed() throws IOException {
    try (FaultyFiles files = FaultyFiles.below(directory);
        Source source = open(files)) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);
      BlockReader reader = source.openReader(snapshot);
      assertArrayEquals(content, read(reader, 0, content.length));
      files.failAt(files.steps() + 1, "Input/output error");
      mayCopy.countDown();

      ProviderException failure = assertThrows(ProviderException.class, reader::close);

      assertTrue(failure.getMessage().contains("disk.img"), failure.getMessage());
      assertTrue(failure.getMessage().contains("Input/output error"), failure.getMessage());
      assertNotEquals("", failure.remedy());
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertEquals(0, snapshotFiles());
    }
  }

  @Test
  void removingASnapshotThatIsBeingCopiedStopsTheCopy() throws Exception {
    try (Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);

      source.remove(snapshot);

      assertEquals(0, snapshotFiles());
      write(new byte[content.length]);
      assertFalse(copier.get() != null && copier.get().isAlive());
    }
  }

  @Test
  void aSourceIsClosedWhenItsSnapshotIsComplete() throws IOException {
    Snapshot snapshot;
    try (Source source = open()) {
      snapshot = source.createCurrent(VOLUME, ARCHIVE);
      mayCopy.countDown();
    }

    assertEquals(Optional.of(snapshot), openedLater().current(VOLUME, ARCHIVE));
    assertArrayEquals(content, snapshotContent());
  }

  @Test
  void promotingWaitsForTheCopy() throws IOException {
    try (Source source = open()) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);
      mayCopy.countDown();

      Snapshot baseline = source.promote(snapshot, "label");

      assertEquals(snapshot, baseline);
      assertArrayEquals(content, snapshotContent());
    }
  }

  private Source openedLater() throws IOException {
    return new FileSourceProvider().open(directory.toString());
  }

  private void write(byte[] bytes) {
    try {
      Files.write(volume(), bytes, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(BlockReader reader, long position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    reader.read(position, target);
    return target.array();
  }

  private byte[] readAll(Source source, Snapshot snapshot) throws IOException {
    try (BlockReader reader = source.openReader(snapshot)) {
      return read(reader, 0, content.length);
    }
  }

  private byte[] snapshotContent() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(".wyng-snapshots"))) {
      return Files.readAllBytes(files.filter(Files::isRegularFile).findFirst().orElseThrow());
    }
  }

  private long snapshotFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).filter(file -> !file.equals(volume())).count();
    }
  }
}
