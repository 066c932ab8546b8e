package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.source.RangeConsumer;
import java.util.BitSet;

/** The ranges of one scan, each checked against the promise: ascending, disjoint, within bounds. */
final class ReportedRanges implements RangeConsumer {

  private final long sizeBytes;
  private final BitSet bytes = new BitSet();
  private long end;

  ReportedRanges(long sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  @Override
  public void accept(long offset, long length) {
    String range = length + " bytes at " + offset;
    assertTrue(length >= 1, () -> "empty range: " + range);
    assertTrue(offset >= end, () -> "descending or overlapping: " + range + ", after " + end);
    assertTrue(offset + length <= sizeBytes, () -> "out of bounds: " + range + " of " + sizeBytes);
    end = offset + length;
    bytes.set(Math.toIntExact(offset), Math.toIntExact(end));
  }

  boolean isEmpty() {
    return bytes.isEmpty();
  }

  void assertCover(int position) {
    assertTrue(bytes.get(position), () -> "not reported: byte " + position + " of " + bytes);
  }

  void assertCoverAllFrom(int position) {
    assertEquals(sizeBytes, Math.max(position, bytes.nextClearBit(position)), "end of the report");
  }

  void assertCoverDifferences(byte[] older, byte[] newer) {
    assertCoverAllFrom(Math.min(older.length, newer.length));
    for (int i = bytes.nextClearBit(0); i < newer.length; i = bytes.nextClearBit(i + 1)) {
      int position = i;
      assertEquals(older[i], newer[i], () -> "not reported: the changed byte at " + position);
    }
  }

  void assertCoverNonZeros(byte[] content) {
    for (int i = bytes.nextClearBit(0); i < content.length; i = bytes.nextClearBit(i + 1)) {
      int position = i;
      assertEquals(0, content[i], () -> "not reported: the byte in use at " + position);
    }
  }
}
