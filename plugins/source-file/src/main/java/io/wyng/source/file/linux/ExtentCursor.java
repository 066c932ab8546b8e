package io.wyng.source.file.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Where the parts of a file lie on the disk, asked in ascending order. Used by one thread.
 *
 * <p>Only extents that can be compared are told: those that are marked as shared with another file,
 * are written, and hold plain bytes (not compressed, encrypted, inline or yet to be placed). Two
 * files of one file system whose comparable extents name the same place hold the same bytes there.
 */
public final class ExtentCursor {

  private static final int BATCH = 256;
  private static final int HEADER_BYTES = 32;
  private static final int EXTENT_BYTES = 56;
  private static final int FLAG_SYNC = 1;

  private static final int LAST = 0x1;
  private static final int MERGED = 0x1000;
  private static final int SHARED = 0x2000;

  /**
   * A part of a file.
   *
   * @param start its first byte in the file
   * @param end the byte behind its last one
   * @param place where the first byte lies on the disk
   */
  public record Extent(long start, long end, long place) {

    /**
     * Where a byte lies on the disk.
     *
     * @param position a byte of the extent, counted from the start of the file
     * @return its place
     */
    public long placeOf(long position) {
      return place + (position - start);
    }
  }

  private record Found(Extent extent, boolean comparable, boolean last) {}

  private final NativeFile file;
  private final Deque<Found> ahead = new ArrayDeque<>();
  private boolean complete;

  /**
   * A cursor at the start of a file.
   *
   * @param file a file that does not change
   */
  public ExtentCursor(NativeFile file) {
    this.file = file;
  }

  /**
   * The extent that holds a byte.
   *
   * @param position bytes from the start, no smaller than in the call before
   * @return the extent; empty when there is none, or none that can be compared, or when the file
   *     system does not tell
   */
  public Optional<Extent> holding(long position) {
    while (true) {
      while (!ahead.isEmpty() && ahead.getFirst().extent().end() <= position) {
        ahead.removeFirst();
      }
      if (!ahead.isEmpty() || complete) {
        break;
      }
      readAhead(position);
    }
    return Optional.ofNullable(ahead.peekFirst())
        .filter(found -> found.comparable() && found.extent().start() <= position)
        .map(Found::extent);
  }

  private void readAhead(long position) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment map = arena.allocate(HEADER_BYTES + (long) BATCH * EXTENT_BYTES, 8);
      map.set(JAVA_LONG, 0, position);
      map.set(JAVA_LONG, 8, Long.MAX_VALUE - position);
      map.set(JAVA_INT, 16, FLAG_SYNC);
      map.set(JAVA_INT, 24, BATCH);
      int result = LinuxCalls.control(file.descriptor(), LinuxCalls.FS_IOC_FIEMAP, map);
      int count = result < 0 ? 0 : map.get(JAVA_INT, 20);
      for (int i = 0; i < count; i++) {
        ahead.addLast(extent(map.asSlice(HEADER_BYTES + (long) i * EXTENT_BYTES, EXTENT_BYTES)));
      }
      complete = count == 0 || ahead.getLast().last();
    }
  }

  private static Found extent(MemorySegment entry) {
    long start = entry.get(JAVA_LONG, 0);
    long place = entry.get(JAVA_LONG, 8);
    long length = entry.get(JAVA_LONG, 16);
    int flags = entry.get(JAVA_INT, 40);
    boolean comparable = (flags & ~(LAST | MERGED)) == SHARED;
    return new Found(new Extent(start, start + length, place), comparable, (flags & LAST) != 0);
  }
}
