package io.wyng.destination.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadAheadDownloadTest {

  private static final ArchivePath FILE = ArchivePath.of("file");

  @TempDir private Path mountPoint;

  private Destination destination;

  @BeforeEach
  void open() throws IOException {
    DestinationAddress address = new DestinationAddress("internal", "", mountPoint.toString());
    destination = new InternalDestinationProvider().open(address, ArchivePath.of("wyng.backup"));
    destination.replace(FILE, new byte[] {1, 2, 3});
  }

  private static List<Thread> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("read-ahead-"))
        .toList();
  }

  @ParameterizedTest(name = "of at most {0} bytes: {1}")
  @CsvSource({"1000, 64", "100000, 64", "1048576, 8", "3000000, 3", "2000000000, 1"})
  void noMoreExtentsThanTheWindowHoldsAreTakenAhead(int maxLength, int expected) throws Exception {
    AtomicInteger taken = new AtomicInteger();
    Iterator<Extent> extents =
        Stream.generate(
                () -> {
                  taken.incrementAndGet();
                  return new Extent(FILE, 0, maxLength);
                })
            .iterator();

    try (Download download = destination.fetch(extents)) {
      assertEquals(3, download.next(ByteBuffer.allocate(3)));
    }

    assertEquals(expected, taken.get());
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void closingEndsTheThreads() throws Exception {
    List<Thread> formerReaders = readers();
    Download download =
        destination.fetch(Collections.nCopies(1000, new Extent(FILE, 0, 10)).iterator());
    download.next(ByteBuffer.allocate(10));
    List<Thread> readers = new ArrayList<>(readers());
    readers.removeAll(formerReaders);

    download.close();

    for (Thread reader : readers) {
      reader.join();
    }
    assertEquals(4, readers.size());
  }

  @Test
  void aClosedDownloadGivesNothingMore() throws Exception {
    Download download =
        destination.fetch(Collections.nCopies(1000, new Extent(FILE, 0, 10)).iterator());
    download.next(ByteBuffer.allocate(10));

    download.close();
    download.close();

    assertThrows(IOException.class, () -> download.next(ByteBuffer.allocate(10)));
  }
}
