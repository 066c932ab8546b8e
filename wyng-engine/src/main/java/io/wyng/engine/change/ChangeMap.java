package io.wyng.engine.change;

import io.wyng.engine.archive.ChunkSize;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;

/**
 * Which chunks of a volume are to be looked at: one bit a chunk.
 *
 * <p>On disk it is the {@code deltamap} of archive format 1, section 2.6. Not safe for use by
 * several threads.
 */
public final class ChangeMap {

  private final ChunkSize chunkSize;
  private final long volumeBytes;
  private final int chunks;
  private final BitSet bits;

  private ChangeMap(ChunkSize chunkSize, long volumeBytes, BitSet bits) {
    long count = chunkSize.chunks(volumeBytes);
    if (count >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A volume of " + volumeBytes + " bytes has too many chunks of " + chunkSize.bytes());
    }
    this.chunkSize = chunkSize;
    this.volumeBytes = volumeBytes;
    this.chunks = (int) count;
    this.bits = bits;
    bits.clear(chunks, Math.max(chunks, bits.length()));
  }

  /**
   * A map without marks.
   *
   * @param chunkSize size of the chunks
   * @param volumeBytes size of the volume, 1 or more
   * @return a new map
   */
  public static ChangeMap blank(ChunkSize chunkSize, long volumeBytes) {
    return new ChangeMap(chunkSize, volumeBytes, new BitSet());
  }

  /**
   * A map with every chunk marked.
   *
   * @param chunkSize size of the chunks
   * @param volumeBytes size of the volume, 1 or more
   * @return a new map
   */
  public static ChangeMap full(ChunkSize chunkSize, long volumeBytes) {
    ChangeMap map = blank(chunkSize, volumeBytes);
    map.bits.set(0, map.chunks);
    return map;
  }

  /**
   * The map that a file holds. Marks behind the end of the volume are dropped.
   *
   * @param chunkSize size of the chunks
   * @param volumeBytes size of the volume, 1 or more
   * @param file the file's content; a short one counts as unmarked behind its end
   * @return a new map
   */
  public static ChangeMap fromFile(ChunkSize chunkSize, long volumeBytes, byte[] file) {
    return new ChangeMap(chunkSize, volumeBytes, BitSet.valueOf(file));
  }

  /**
   * The map as a file has it: chunk <em>n</em> is bit <em>n mod 8</em>, counted from the least
   * significant, of byte <em>n / 8</em>.
   *
   * @return ⌊⌊volume size / chunk size⌋ / 8⌋ + 1 bytes
   */
  public byte[] toFile() {
    return Arrays.copyOf(bits.toByteArray(), fileLength(chunkSize, volumeBytes));
  }

  /**
   * The length of the file for a volume.
   *
   * @param chunkSize size of the chunks
   * @param volumeBytes size of the volume
   * @return bytes
   */
  public static int fileLength(ChunkSize chunkSize, long volumeBytes) {
    return (int) (volumeBytes / chunkSize.bytes() / 8) + 1;
  }

  /**
   * Marks every chunk that a range touches; what lies behind the end of the volume is ignored.
   *
   * @param offset first byte of the range
   * @param length number of bytes
   */
  public void markRange(long offset, long length) {
    long end = Math.min(offset + length, volumeBytes);
    if (offset < end) {
      bits.set((int) (offset / chunkSize.bytes()), (int) chunkSize.chunks(end));
    }
  }

  /**
   * Marks a chunk.
   *
   * @param address byte offset of the chunk, less than the size of the volume
   */
  public void mark(long address) {
    bits.set((int) (address / chunkSize.bytes()));
  }

  /**
   * Whether the chunk at an address is marked.
   *
   * @param address byte offset of the chunk
   * @return true when it is
   */
  public boolean isMarked(long address) {
    return bits.get((int) (address / chunkSize.bytes()));
  }

  /**
   * Adds all marks of another map of the same chunk size; those behind our end are dropped.
   *
   * @param other the other map
   */
  public void add(ChangeMap other) {
    bits.or(other.bits);
    bits.clear(chunks, Math.max(chunks, bits.length()));
  }

  /**
   * Whether nothing is marked.
   *
   * @return true when there is no mark
   */
  public boolean isBlank() {
    return bits.isEmpty();
  }

  /**
   * The number of marked chunks.
   *
   * @return chunks
   */
  public long count() {
    return bits.cardinality();
  }

  /**
   * The next marked chunk at or behind an address.
   *
   * @param address byte offset of a chunk
   * @return byte offset of the marked chunk, or -1
   */
  public long nextMarked(long address) {
    long index = address / chunkSize.bytes();
    int next = index >= chunks ? -1 : bits.nextSetBit((int) index);
    return next < 0 ? -1 : (long) next * chunkSize.bytes();
  }

  /**
   * The addresses of the marked chunks, ascending.
   *
   * @return byte offsets
   */
  public LongStream addresses() {
    return bits.stream().mapToLong(i -> (long) i * chunkSize.bytes());
  }

  /**
   * The size of the chunks.
   *
   * @return the size
   */
  public ChunkSize chunkSize() {
    return chunkSize;
  }

  /**
   * The size of the volume.
   *
   * @return bytes
   */
  public long volumeBytes() {
    return volumeBytes;
  }
}
