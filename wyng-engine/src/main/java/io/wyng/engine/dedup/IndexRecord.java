package io.wyng.engine.dedup;

import io.wyng.engine.archive.ChunkDigest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How an entry of the index lies in an array of bytes: 32 bytes of digest, 4 of session number plus
 * one, 8 of address, all of them in network order. A record of zeros is no entry.
 *
 * <p>A longer digest is cut to its first 32 bytes, of which two equal ones are not to be expected
 * either; a shorter one, which no known hash has, is filled up with zeros.
 */
final class IndexRecord {

  static final int KEY_BYTES = 32;
  static final int BYTES = KEY_BYTES + Integer.BYTES + Long.BYTES;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private IndexRecord() {}

  /** Puts the key of a digest into the first bytes of a record. */
  static void setKey(byte[] record, ChunkDigest digest) {
    String text = digest.text();
    int length = Math.min(KEY_BYTES, text.length() / 2);
    for (int i = 0; i < length; i++) {
      int high = Character.digit(text.charAt(2 * i), 16);
      int low = Character.digit(text.charAt(2 * i + 1), 16);
      record[i] = (byte) (high << 4 | low);
    }
    Arrays.fill(record, length, KEY_BYTES, (byte) 0);
  }

  static void setPlace(byte[] record, ChunkPlace place) {
    INT.set(record, KEY_BYTES, place.session() + 1);
    LONG.set(record, KEY_BYTES + Integer.BYTES, place.address());
  }

  static ChunkPlace place(byte[] record) {
    return new ChunkPlace(
        (int) INT.get(record, KEY_BYTES) - 1, (long) LONG.get(record, KEY_BYTES + Integer.BYTES));
  }

  /** Whether there is an entry in an array of records. */
  static boolean isEntry(byte[] records, int offset) {
    return (int) INT.get(records, offset + KEY_BYTES) != 0;
  }

  /** The first eight bytes of a key: digests, and so these, are evenly distributed. */
  static long prefix(byte[] records, int offset) {
    return (long) LONG.get(records, offset);
  }

  static int compareKeys(byte[] some, int offset, byte[] others, int otherOffset) {
    int order = Long.compareUnsigned(prefix(some, offset), prefix(others, otherOffset));
    return order != 0
        ? order
        : Arrays.compareUnsigned(
            some, offset, offset + KEY_BYTES, others, otherOffset, otherOffset + KEY_BYTES);
  }
}
