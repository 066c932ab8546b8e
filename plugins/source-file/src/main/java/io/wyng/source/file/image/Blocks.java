package io.wyng.source.file.image;

import io.wyng.spi.source.RangeConsumer;
import java.io.IOException;
import java.util.BitSet;

/** The blocks in which images are compared and overlays are kept: 64 KiB, as small as a chunk. */
final class Blocks {

  static final int BYTES = 64 << 10;

  private Blocks() {}

  static int number(long position) {
    return Math.toIntExact(position / BYTES);
  }

  static long start(long position) {
    return position - position % BYTES;
  }

  static long end(long sizeBytes) {
    return Math.ceilDiv(sizeBytes, (long) BYTES) * BYTES;
  }

  /** Reports the runs of set bits as byte ranges that end with the volume. */
  static void report(BitSet blocks, long sizeBytes, RangeConsumer ranges) throws IOException {
    int first = blocks.nextSetBit(0);
    while (first >= 0) {
      int behind = blocks.nextClearBit(first);
      long start = (long) first * BYTES;
      ranges.accept(start, Math.min(sizeBytes, (long) behind * BYTES) - start);
      first = blocks.nextSetBit(behind);
    }
  }
}
