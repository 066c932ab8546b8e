package io.wyng.source.file.image;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.zip.CRC32C;

/**
 * Which blocks of a volume an overlay file holds. The file has the blocks at their own positions (a
 * hole is a block of zeros), and behind the last whole block the index: a bitmap with one bit for
 * each block in little-endian words, then four words: a mark, the size of the volume in bytes, the
 * number of bitmap words, and the CRC-32C of all index bytes before it.
 *
 * @param sizeBytes the size of the volume
 * @param blocks the blocks that the overlay holds; not modified
 */
record OverlayIndex(long sizeBytes, BitSet blocks) {

  private static final long MARK = 0x31_79_61_6c_72_65_76_6fL; // "overlay1"
  private static final int TRAILER_BYTES = 4 * Long.BYTES;

  boolean holds(long position) {
    return blocks.get(Blocks.number(position));
  }

  /** Writes the index behind the blocks. */
  void append(NativeFile overlay) throws IOException {
    long[] bitmap = blocks.toLongArray();
    ByteBuffer bytes = buffer(bitmap.length * Long.BYTES + TRAILER_BYTES);
    bytes.asLongBuffer().put(bitmap);
    bytes.position(bitmap.length * Long.BYTES);
    bytes.putLong(MARK).putLong(sizeBytes).putLong(bitmap.length);
    bytes.putLong(checksum(bytes)).flip();
    overlay.write(Blocks.end(sizeBytes), bytes);
  }

  /** Reads the index of a complete overlay file. */
  static OverlayIndex read(NativeFile overlay) throws IOException {
    long fileBytes = overlay.sizeBytes();
    ByteBuffer trailer = buffer(TRAILER_BYTES);
    if (fileBytes < TRAILER_BYTES) {
      throw damaged(overlay);
    }
    overlay.readFully(fileBytes - TRAILER_BYTES, trailer);
    long mark = trailer.getLong(0);
    long sizeBytes = trailer.getLong(Long.BYTES);
    long words = trailer.getLong(2 * Long.BYTES);
    long mostWords = Math.ceilDiv(Math.max(0, sizeBytes), (long) Blocks.BYTES * Long.SIZE);
    if (mark != MARK || sizeBytes < 1 || words < 0 || words > mostWords) {
      throw damaged(overlay);
    }
    ByteBuffer bytes = buffer(Math.toIntExact(words * Long.BYTES) + TRAILER_BYTES);
    if (fileBytes != Blocks.end(sizeBytes) + bytes.capacity()) {
      throw damaged(overlay);
    }
    overlay.readFully(Blocks.end(sizeBytes), bytes);
    bytes.position(bytes.capacity() - Long.BYTES);
    if (checksum(bytes) != bytes.getLong()) {
      throw damaged(overlay);
    }
    bytes.position(0).limit(bytes.capacity() - TRAILER_BYTES);
    return new OverlayIndex(sizeBytes, BitSet.valueOf(bytes.asLongBuffer()));
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The checksum of all bytes before the position. */
  private static long checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().flip());
    return crc.getValue();
  }

  private static ProviderException damaged(NativeFile overlay) {
    return new ProviderException(
        "The snapshot file " + overlay.path() + " is damaged",
        "Delete the directory it is in; the next backup then compares the whole volume.");
  }
}
