package io.wyng.source.file.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A block device that nobody else has claimed. */
public final class BlockDevice implements Closeable {

  private final NativeFile file;
  private final long sizeBytes;
  private final int sectorBytes;

  private BlockDevice(NativeFile file) throws IOException {
    this.file = file;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(JAVA_LONG);
      control(LinuxCalls.BLKGETSIZE64, size, "ask for the size");
      sizeBytes = size.get(JAVA_LONG, 0);
      MemorySegment sector = arena.allocate(JAVA_INT);
      control(LinuxCalls.BLKSSZGET, sector, "ask for the sector size");
      sectorBytes = sector.get(JAVA_INT, 0);
    }
  }

  /**
   * Opens a device for reading and writing and claims it, so that it is neither mounted nor used by
   * LVM, RAID or swap.
   *
   * @param path the device
   * @return the open device
   * @throws SystemCallException when it is {@linkplain SystemCallException#isBusy in use}
   * @throws IOException when it cannot be opened
   */
  public static BlockDevice claim(Path path) throws IOException {
    NativeFile file = NativeFile.claim(path);
    try {
      return new BlockDevice(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * The size of the device.
   *
   * @return bytes
   */
  public long sizeBytes() {
    return sizeBytes;
  }

  /**
   * Tells the device that its first bytes are not needed any more, if it wants to know. What they
   * read as afterwards is up to the device.
   *
   * @param length bytes from the start
   */
  public void discardUpTo(long length) {
    long wholeSectors = length / sectorBytes * sectorBytes;
    int ignored = controlRange(LinuxCalls.BLKDISCARD, 0, wholeSectors);
  }

  /**
   * Makes a range read as zeros.
   *
   * @param position bytes from the start
   * @param length bytes
   * @throws IOException when it fails
   */
  public void zero(long position, long length) throws IOException {
    long first = Math.ceilDiv(position, sectorBytes) * sectorBytes;
    long behind = (position + length) / sectorBytes * sectorBytes;
    if (first < behind && controlRange(LinuxCalls.BLKZEROOUT, first, behind - first) >= 0) {
      file.writeZeros(position, first - position);
      file.writeZeros(behind, position + length - behind);
    } else {
      file.writeZeros(position, length);
    }
  }

  /**
   * Writes all remaining bytes.
   *
   * @param position bytes from the start
   * @param data the bytes
   * @throws IOException when it fails
   */
  public void write(long position, ByteBuffer data) throws IOException {
    file.write(position, data);
  }

  /**
   * Fills the buffer.
   *
   * @param position bytes from the start
   * @param target receives the bytes
   * @throws IOException when it fails
   */
  public void readFully(long position, ByteBuffer target) throws IOException {
    file.readFully(position, target);
  }

  /**
   * Makes the content durable.
   *
   * @throws IOException when it fails
   */
  public void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private int controlRange(long request, long position, long length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment range = arena.allocateFrom(JAVA_LONG, position, length);
      return LinuxCalls.control(file.descriptor(), request, range);
    }
  }

  private void control(long request, MemorySegment argument, String what) throws IOException {
    int result = LinuxCalls.control(file.descriptor(), request, argument);
    if (result < 0) {
      throw new SystemCallException(file.path(), what, -result);
    }
  }
}
