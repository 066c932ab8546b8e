package io.wyng.source.lvmthin;

import io.wyng.spi.source.RangeConsumer;
import java.io.IOException;

/** Joins ascending byte ranges that touch, and cuts off what lies behind a limit. */
final class ByteRanges {

  private final RangeConsumer consumer;
  private long pendingStart;
  private long pendingEnd;

  ByteRanges(RangeConsumer consumer) {
    this.consumer = consumer;
  }

  /** Adds the range from start to end, exclusively; an empty one adds nothing. */
  void add(long start, long end, long limit) throws IOException {
    long cutEnd = Math.min(end, limit);
    if (start >= cutEnd) {
      return;
    }
    if (start > pendingEnd) {
      flush();
      pendingStart = start;
    } else if (pendingStart == pendingEnd) {
      pendingStart = start;
    }
    pendingEnd = cutEnd;
  }

  /** Hands on the last range. */
  void flush() throws IOException {
    if (pendingEnd > pendingStart) {
      consumer.accept(pendingStart, pendingEnd - pendingStart);
    }
    pendingStart = pendingEnd;
  }
}
