package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.NO_FILE;
import static io.wyng.spi.contract.DestinationScenario.extent;
import static io.wyng.spi.contract.DestinationScenario.fetched;
import static io.wyng.spi.contract.DestinationScenario.next;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.randomBytes;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading many files, or parts of files. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
interface DestinationDownloadContract extends DestinationFixture {

  private static void putNumbered(Destination destination, int count) throws IOException {
    upload(
        destination,
        upload -> {
          for (int i = 0; i < count; i++) {
            upload.put(path("d" + i % 5 + "/x" + i), ByteBuffer.wrap(utf8("chunk " + i)));
          }
        });
  }

  private static Extent numbered(int i) {
    return extent("d" + i % 5 + "/x" + i);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  default void thousandsOfExtentsComeInTheOrderAsked(long seed) throws Exception {
    RandomGenerator random = DestinationScenario.random(seed);
    List<Extent> extents = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      int number = random.nextInt(450);
      extents.add(numbered(number));
      expected.add(number < 400 ? "chunk " + number : NO_FILE);
    }
    try (Destination destination = open()) {
      putNumbered(destination, 400);

      assertEquals(expected, fetched(destination, extents));
    }
  }

  @Test
  default void aMissingFileIsReportedAtItsPlace() throws Exception {
    List<Extent> extents =
        List.of(extent("a/1"), extent("a/missing"), extent("missing/1"), extent("a/2"));
    try (Destination destination = open()) {
      put(destination, "a/1", "one");
      put(destination, "a/2", "two");

      assertEquals(List.of("one", NO_FILE, NO_FILE, "two"), fetched(destination, extents));
    }
  }

  @Test
  default void anEmptyFileIsNotAMissingOne() throws Exception {
    try (Destination destination = open()) {
      put(destination, "empty", "");

      assertEquals(List.of(""), fetched(destination, List.of(extent("empty"))));
    }
  }

  @ParameterizedTest(name = "{1} bytes from {0} of 10: \"{2}\", of {3}")
  @CsvSource({
    "0, 10, 0123456789, 10",
    "0, 11, 0123456789, 10",
    "0, 1000, 0123456789, 10",
    "0, 9, 012345678, 10",
    "0, 1, 0, 10",
    "4, 3, 456, 6",
    "4, 6, 456789, 6",
    "4, 7, 456789, 6",
    "9, 1, 9, 1",
    "10, 5, '', 0",
    "11, 5, '', 0",
    "9000000000000000000, 5, '', 0",
  })
  default void aPartOfAFileIsFetchedAndTheRestCounted(
      long offset, int maxLength, String expected, long available) throws Exception {
    ByteBuffer target = ByteBuffer.allocate(maxLength);
    try (Destination destination = open()) {
      put(destination, "file", "0123456789");

      Iterator<Extent> part = List.of(new Extent(path("file"), offset, maxLength)).iterator();
      try (Download download = destination.fetch(part)) {
        assertEquals(available, download.next(target));
      }

      byte[] bytes = new byte[target.flip().remaining()];
      target.get(bytes);
      assertArrayEquals(utf8(expected), bytes);
    }
  }

  @Test
  default void onlyTheNextBytesOfTheTargetAreChanged() throws Exception {
    ByteBuffer target = ByteBuffer.allocateDirect(100).put(utf8("head")).limit(30);
    try (Destination destination = open()) {
      put(destination, "file", "content");

      try (Download download = destination.fetch(List.of(extent20("file")).iterator())) {
        assertEquals(7, download.next(target));
      }

      assertEquals(11, target.position());
      assertEquals(30, target.limit());
      byte[] bytes = new byte[12];
      target.get(0, bytes);
      assertArrayEquals(utf8("headcontent\0"), bytes);
    }
  }

  private static Extent extent20(String path) {
    return new Extent(path(path), 0, 20);
  }

  @ParameterizedTest(name = "{0} bytes at a time")
  @ValueSource(ints = {65_536, 1_000_003, 12_000_000})
  default void aBigFileIsFetchedInParts(int portion) throws Exception {
    byte[] content = randomBytes(11, 10_000_000);
    List<Extent> extents = new ArrayList<>();
    for (int at = 0; at < content.length; at += portion) {
      extents.add(new Extent(path("big"), at, portion));
    }
    ByteBuffer target = ByteBuffer.allocate(content.length + portion);
    try (Destination destination = open()) {
      put(destination, "big", content);

      try (Download download = destination.fetch(extents.iterator())) {
        for (Extent extent : extents) {
          assertEquals(content.length - extent.offset(), download.next(target));
        }
      }

      byte[] bytes = new byte[target.flip().remaining()];
      target.get(bytes);
      assertArrayEquals(content, bytes);
    }
  }

  @Test
  default void afterTheLastExtentThereAreNoMore() throws Exception {
    try (Destination destination = open()) {
      put(destination, "file", "content");
      try (Download download = destination.fetch(List.of(extent("file")).iterator())) {
        assertEquals("content", next(download, 1000));

        ByteBuffer target = ByteBuffer.allocate(1000);
        assertThrows(NoSuchElementException.class, () -> download.next(target));
        assertThrows(NoSuchElementException.class, () -> download.next(target));
      }
    }
  }

  @Test
  default void aDownloadOfNothingHasNoExtents() throws Exception {
    try (Destination destination = open();
        Download download = destination.fetch(Collections.emptyIterator())) {
      ByteBuffer target = ByteBuffer.allocate(10);

      assertThrows(NoSuchElementException.class, () -> download.next(target));
    }
  }

  @Test
  default void aDirectoryIsNotFetchedAndWhatWasAskedForBeforeIs() throws Exception {
    List<Extent> extents = List.of(extent("volume/1"), extent("volume/2"), extent("volume"));
    try (Destination destination = open()) {
      put(destination, "volume/1", "one");
      put(destination, "volume/2", "two");

      try (Download download = destination.fetch(extents.iterator())) {
        assertEquals("one", next(download, 1000));
        assertEquals("two", next(download, 1000));
        assertThrows(IOException.class, () -> next(download, 1000));
      }
    }
  }

  @Test
  default void closingEarlyStopsADownloadWithoutEnd() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    AtomicBoolean advancedTooLate = new AtomicBoolean();
    Iterator<Extent> endless =
        new Iterator<>() {
          private int taken;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Extent next() {
            advancedTooLate.compareAndSet(false, closed.get());
            return numbered(taken++ % 100);
          }
        };
    try (Destination destination = open()) {
      putNumbered(destination, 100);

      try (Download download = destination.fetch(endless)) {
        assertEquals("chunk 0", next(download, 1000));
        assertEquals("chunk 1", next(download, 1000));
      }
      closed.set(true);

      putNumbered(destination, 100);
      assertEquals("chunk 99", text(destination, "d4/x99"));
      assertFalse(advancedTooLate.get(), "the iterator was advanced after the download was closed");
    }
  }

  @Test
  default void aDownloadIsClosedBeforeAnythingWasTaken() throws Exception {
    try (Destination destination = open()) {
      putNumbered(destination, 100);

      destination.fetch(Collections.nCopies(10_000, numbered(3)).iterator()).close();

      assertEquals(List.of("chunk 3"), fetched(destination, List.of(numbered(3))));
    }
  }

  @Test
  default void aFailureOfTheIteratorIsThrownWhenTheExtentsBeforeItWereTaken() throws Exception {
    RuntimeException failure = new IllegalStateException("the manifest is damaged");
    Iterator<Extent> failing =
        new Iterator<>() {
          private int taken;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Extent next() {
            if (taken == 3) {
              throw failure;
            }
            return numbered(taken++);
          }
        };
    try (Destination destination = open()) {
      putNumbered(destination, 3);

      try (Download download = destination.fetch(failing)) {
        for (int i = 0; i < 3; i++) {
          assertEquals("chunk " + i, next(download, 1000));
        }
        assertSame(failure, assertThrows(RuntimeException.class, () -> next(download, 1000)));
      }
      assertEquals(List.of("chunk 2"), fetched(destination, List.of(numbered(2))));
    }
  }

  @Test
  default void aDownloadGoesOnWhileTheDestinationIsUsed() throws Exception {
    try (Destination destination = open()) {
      putNumbered(destination, 200);
      List<Extent> extents = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        extents.add(numbered(i));
      }

      try (Download download = destination.fetch(extents.iterator())) {
        for (int i = 0; i < 200; i++) {
          assertEquals("chunk " + i, next(download, 1000));
          if (i % 20 == 0) {
            destination.replace(path("info"), utf8("value " + i));
            assertEquals("value " + i, text(destination, "info"));
            put(destination, "new/x" + i, "written meanwhile");
          }
        }
      }

      assertEquals(10, destination.list(path("new")).size());
    }
  }
}
