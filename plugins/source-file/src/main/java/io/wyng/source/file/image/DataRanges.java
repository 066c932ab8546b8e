package io.wyng.source.file.image;

import io.wyng.spi.source.RangeConsumer;
import java.io.IOException;

/** Where an image holds data, asked in ascending order with few questions to the file system. */
final class DataRanges {

  private final Image image;
  private long start;
  private long end;

  DataRanges(Image image) {
    this.image = image;
  }

  /** The first byte at or behind a position, which never descends, that may be other than zero. */
  long next(long position) throws IOException {
    if (position >= end) {
      start = image.nextData(position);
      end = start == Long.MAX_VALUE ? Long.MAX_VALUE : image.endOfData(start);
    }
    return Math.max(position, start);
  }

  /** The end of the range that the last answer lies in. */
  long end() {
    return end;
  }

  /** Reports all ranges of data. */
  static void report(Image image, RangeConsumer ranges) throws IOException {
    long start = image.nextData(0);
    while (start < image.sizeBytes()) {
      long end = image.endOfData(start);
      ranges.accept(start, end - start);
      start = image.nextData(end);
    }
  }
}
