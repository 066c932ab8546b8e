package io.wyng.engine.dedup;

import java.nio.ByteBuffer;

/** Reads a sorted run from its beginning to its end. */
final class RunReader {

  private static final int PAGES = 4;

  private final ScratchFile file;
  private final long records;
  private final int age;
  private final byte[] pages = new byte[PAGES * RecordPage.BYTES];
  private long next;
  private int offset;

  /**
   * @param age less for a newer run
   */
  RunReader(ScratchFile file, long records, int age) {
    this.file = file;
    this.records = records;
    this.age = age;
  }

  /** Goes to the next record; false behind the last one. */
  boolean advance() {
    if (next == records) {
      return false;
    }
    long page = next / RecordPage.RECORDS;
    int pageInBuffer = (int) (page % PAGES);
    int recordInPage = (int) (next % RecordPage.RECORDS);
    if (recordInPage == 0) {
      if (pageInBuffer == 0) {
        fill(page);
      }
      check(pageInBuffer);
    }
    offset = pageInBuffer * RecordPage.BYTES + recordInPage * IndexRecord.BYTES;
    next++;
    return true;
  }

  private void fill(long firstPage) {
    int count = (int) Math.min(PAGES, RecordPage.pages(records) - firstPage);
    file.read(ByteBuffer.wrap(pages, 0, count * RecordPage.BYTES), firstPage * RecordPage.BYTES);
  }

  private void check(int pageInBuffer) {
    if (!RecordPage.isIntact(pages, pageInBuffer * RecordPage.BYTES)) {
      throw file.damaged("a checksum is wrong");
    }
  }

  /** Ascending by key; of equal keys the newest is first. */
  static int compare(RunReader one, RunReader other) {
    int order = one.compareKey(other.pages, other.offset);
    return order != 0 ? order : Integer.compare(one.age, other.age);
  }

  /** Compares the key of the record that was gone to with that of another record. */
  int compareKey(byte[] record, int recordOffset) {
    return IndexRecord.compareKeys(pages, offset, record, recordOffset);
  }

  void copyTo(byte[] record) {
    System.arraycopy(pages, offset, record, 0, IndexRecord.BYTES);
  }
}
