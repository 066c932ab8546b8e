package io.wyng.engine.dedup;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The unit in which records are written and read: as many as fit, and a checksum. A wrong record
 * would become a link to a wrong chunk.
 */
final class RecordPage {

  static final int BYTES = 4096;
  static final int RECORDS = (BYTES - Integer.BYTES) / IndexRecord.BYTES;

  private static final int CHECKSUM_AT = BYTES - Integer.BYTES;

  private RecordPage() {}

  static long pages(long records) {
    return Math.ceilDiv(records, RECORDS);
  }

  /** Completes the page that starts at an offset of an array. */
  static void seal(byte[] pages, int offset) {
    ByteBuffer.wrap(pages).putInt(offset + CHECKSUM_AT, checksum(pages, offset));
  }

  static boolean isIntact(byte[] pages, int offset) {
    return ByteBuffer.wrap(pages).getInt(offset + CHECKSUM_AT) == checksum(pages, offset);
  }

  private static int checksum(byte[] pages, int offset) {
    CRC32C checksum = new CRC32C();
    checksum.update(pages, offset, CHECKSUM_AT);
    return (int) checksum.getValue();
  }
}
