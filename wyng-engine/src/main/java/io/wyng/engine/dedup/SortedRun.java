package io.wyng.engine.dedup;

import java.nio.ByteBuffer;

/** Records in a file, ascending by key, each key once. Used by one thread. */
final class SortedRun implements AutoCloseable {

  /** After so many guesses the keys are no evenly distributed digests, and halving is sure. */
  private static final int MAX_GUESSES = 6;

  private static final double UNSIGNED_TO_FRACTION = 0x1p-53;

  private final ScratchFile file;
  private final long records;
  private final byte[] page = new byte[RecordPage.BYTES];
  private final ByteBuffer pageBuffer = ByteBuffer.wrap(page);

  /**
   * @param file holds the records; closed with the run
   */
  SortedRun(ScratchFile file, long records) {
    this.file = file;
    this.records = records;
  }

  long records() {
    return records;
  }

  RunReader reader(int age) {
    return new RunReader(file, records, age);
  }

  /**
   * Completes a record that has a key only; false when there is none with that key.
   *
   * <p>Interpolation search: where a digest would be if all were at the same distance is missed by
   * about the square root of their number. So two or three pages are read, however many there are.
   */
  boolean find(byte[] record) {
    double key = fraction(record, 0);
    long low = 0;
    long high = RecordPage.pages(records) - 1;
    double lowKey = 0;
    double highKey = 1;
    for (int step = 0; low <= high; step++) {
      double share = (key - lowKey) / Math.max(highKey - lowKey, UNSIGNED_TO_FRACTION);
      long guess = step < MAX_GUESSES ? low + (long) (share * (high - low + 1)) : (low + high) / 2;
      long number = Math.clamp(guess, low, high);
      int count = load(number);
      int last = (count - 1) * IndexRecord.BYTES;
      if (IndexRecord.compareKeys(record, 0, page, 0) < 0) {
        high = number - 1;
        highKey = fraction(page, 0);
      } else if (IndexRecord.compareKeys(record, 0, page, last) > 0) {
        low = number + 1;
        lowKey = fraction(page, last);
      } else {
        return findInPage(record, count);
      }
    }
    return false;
  }

  private static double fraction(byte[] source, int offset) {
    return (IndexRecord.prefix(source, offset) >>> 11) * UNSIGNED_TO_FRACTION;
  }

  /** Reads a page; returns how many records it has. */
  private int load(long number) {
    file.read(pageBuffer.clear(), number * RecordPage.BYTES);
    if (!RecordPage.isIntact(page, 0)) {
      throw file.damaged("a checksum is wrong");
    }
    return (int) Math.min(RecordPage.RECORDS, records - number * RecordPage.RECORDS);
  }

  private boolean findInPage(byte[] record, int count) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = IndexRecord.compareKeys(page, middle * IndexRecord.BYTES, record, 0);
      if (order == 0) {
        System.arraycopy(page, middle * IndexRecord.BYTES, record, 0, IndexRecord.BYTES);
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  @Override
  public void close() {
    file.close();
  }
}
