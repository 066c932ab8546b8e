package io.wyng.engine.dedup;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes a sorted run. */
final class RunWriter {

  private static final int PAGES = 64;

  private final ScratchFile file;
  private final byte[] pages = new byte[PAGES * RecordPage.BYTES];
  private int page;
  private int recordInPage;
  private long records;
  private long position;

  /**
   * @param file empty
   */
  RunWriter(ScratchFile file) {
    this.file = file;
  }

  /** Adds a record with a greater key than all before it. */
  void add(byte[] source, int offset) {
    System.arraycopy(
        source,
        offset,
        pages,
        page * RecordPage.BYTES + recordInPage * IndexRecord.BYTES,
        IndexRecord.BYTES);
    records++;
    recordInPage++;
    if (recordInPage == RecordPage.RECORDS) {
      endPage();
    }
  }

  private void endPage() {
    RecordPage.seal(pages, page * RecordPage.BYTES);
    page++;
    recordInPage = 0;
    if (page == PAGES) {
      write();
    }
  }

  private void write() {
    int length = page * RecordPage.BYTES;
    file.write(ByteBuffer.wrap(pages, 0, length), position);
    position += length;
    page = 0;
    Arrays.fill(pages, (byte) 0);
  }

  /** The run that was written, which owns the file from now on. */
  SortedRun finish() {
    if (recordInPage > 0) {
      endPage();
    }
    write();
    return new SortedRun(file, records);
  }
}
