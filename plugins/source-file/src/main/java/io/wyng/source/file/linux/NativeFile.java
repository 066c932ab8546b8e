package io.wyng.source.file.linux;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * An open file whose holes are known. All positions are absolute, so several threads may use it. A
 * symbolic link is never followed.
 *
 * <p>The JDK does not tell the descriptor of a channel. So the descriptor is opened first, and the
 * channel by the descriptor's entry in {@code /proc}: both are the same file, whatever happens to
 * its name meanwhile.
 */
public final class NativeFile implements Closeable {

  private static final int OWNER_ONLY = 0600;

  private final Path path;
  private final int descriptor;
  private final FileChannel channel;

  private NativeFile(Path path, int flags) throws IOException {
    this.path = path;
    descriptor = check(LinuxCalls.open(path.toString(), flags, OWNER_ONLY), "open");
    try {
      channel =
          FileChannel.open(
              descriptorPath(),
              (flags & LinuxCalls.O_RDWR) == 0
                  ? Set.of(StandardOpenOption.READ)
                  : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (IOException | RuntimeException e) {
      LinuxCalls.close(descriptor);
      throw e;
    }
  }

  /**
   * Opens a file for reading.
   *
   * @param path the file
   * @return the open file
   * @throws IOException when it cannot be opened
   */
  public static NativeFile openForReading(Path path) throws IOException {
    return new NativeFile(path, LinuxCalls.O_RDONLY | LinuxCalls.O_NOFOLLOW);
  }

  /**
   * Opens a file for reading and writing.
   *
   * @param path the file
   * @return the open file
   * @throws IOException when it cannot be opened
   */
  public static NativeFile openForUpdate(Path path) throws IOException {
    return new NativeFile(path, LinuxCalls.O_RDWR | LinuxCalls.O_NOFOLLOW);
  }

  /**
   * Creates a file for its owner alone and opens it for reading and writing.
   *
   * @param path the file, which does not exist
   * @return the open file
   * @throws IOException when it cannot be created, also when there is something at the path
   */
  public static NativeFile create(Path path) throws IOException {
    return new NativeFile(path, LinuxCalls.O_RDWR | LinuxCalls.O_CREAT | LinuxCalls.O_EXCL);
  }

  /**
   * Opens a block device for reading and writing, so that nobody else can claim it: the kernel
   * refuses one that is mounted, or a part of which is used by LVM, RAID, swap or the like.
   *
   * @param path the device
   * @return the open device
   * @throws SystemCallException when it is {@linkplain SystemCallException#isBusy in use}
   * @throws IOException when it cannot be opened
   */
  static NativeFile claim(Path path) throws IOException {
    return new NativeFile(path, LinuxCalls.O_RDWR | LinuxCalls.O_NOFOLLOW | LinuxCalls.O_EXCL);
  }

  /**
   * The path by which it was opened.
   *
   * @return the path
   */
  public Path path() {
    return path;
  }

  /**
   * Whether the path still leads to this file, and not to another one or nowhere.
   *
   * @return true when it has not been renamed, replaced or deleted
   * @throws IOException when that cannot be found out
   */
  public boolean isStillAtItsPath() throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && Files.isSameFile(path, descriptorPath());
  }

  /**
   * A path of the open file itself, whatever its name has become.
   *
   * @return a path below {@code /proc}
   */
  Path descriptorPath() {
    return Path.of("/proc/self/fd/" + descriptor);
  }

  int descriptor() {
    return descriptor;
  }

  /**
   * The size of the file.
   *
   * @return bytes
   * @throws IOException when it cannot be found out
   */
  public long sizeBytes() throws IOException {
    return channel.size();
  }

  /**
   * Reads until the buffer is full or the file ends.
   *
   * @param position bytes from the start
   * @param target receives the bytes
   * @throws IOException when it cannot be read
   */
  public void read(long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        return;
      }
      at += count;
    }
  }

  /**
   * Fills the buffer.
   *
   * @param position bytes from the start
   * @param target receives the bytes
   * @throws EOFException when the file ends before
   * @throws IOException when it cannot be read
   */
  public void readFully(long position, ByteBuffer target) throws IOException {
    read(position, target);
    if (target.hasRemaining()) {
      throw new EOFException(path + " ends within the bytes read at " + position);
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
    long at = position;
    while (data.hasRemaining()) {
      at += channel.write(data, at);
    }
  }

  /**
   * Writes all remaining bytes, except when all of them are zero: then nothing is done, as what was
   * never written is zero.
   *
   * @param position bytes from the start
   * @param data the bytes, at most 1 MiB
   * @throws IOException when it fails
   */
  public void writeUnlessZero(long position, ByteBuffer data) throws IOException {
    if (!Zeros.isAllZero(data)) {
      write(position, data);
    }
  }

  /**
   * Cuts the file, or extends it by a hole.
   *
   * @param sizeBytes its new size
   * @throws IOException when it fails
   */
  public void resize(long sizeBytes) throws IOException {
    check(LinuxCalls.truncate(descriptor, sizeBytes), "resize");
  }

  /**
   * The first byte at or behind a position that is not in a hole.
   *
   * @param position bytes from the start
   * @return its position; {@link Long#MAX_VALUE} when there is nothing but holes up to the end
   * @throws IOException when the file cannot be asked
   */
  public long nextData(long position) throws IOException {
    long found = LinuxCalls.seek(descriptor, position, LinuxCalls.SEEK_DATA);
    return found == -LinuxCalls.ENXIO ? Long.MAX_VALUE : check(found, "look for data");
  }

  /**
   * The first byte at or behind a position that is in a hole, or the end of the file.
   *
   * @param position bytes from the start, before the end of the file
   * @return its position; {@link Long#MAX_VALUE} when the position is not before the end
   * @throws IOException when the file cannot be asked
   */
  public long nextHole(long position) throws IOException {
    long found = LinuxCalls.seek(descriptor, position, LinuxCalls.SEEK_HOLE);
    return found == -LinuxCalls.ENXIO ? Long.MAX_VALUE : check(found, "look for a hole");
  }

  /**
   * Makes a range read as zeros: a hole where the file system has holes. The size of the file
   * stays.
   *
   * @param position bytes from the start
   * @param length bytes, which end within the file
   * @throws IOException when it fails
   */
  public void zero(long position, long length) throws IOException {
    int mode = LinuxCalls.FALLOC_FL_PUNCH_HOLE | LinuxCalls.FALLOC_FL_KEEP_SIZE;
    if (length > 0 && LinuxCalls.allocate(descriptor, mode, position, length) < 0) {
      writeZeros(position, length);
    }
  }

  void writeZeros(long position, long length) throws IOException {
    long end = position + length;
    for (long at = position; at < end; ) {
      ByteBuffer zeros = Zeros.upTo(end - at);
      long next = at + zeros.remaining();
      write(at, zeros);
      at = next;
    }
  }

  /**
   * Makes this empty file a clone of another one, as it is at this instant, sharing its space.
   *
   * @param origin a file
   * @return false when the file system cannot do that
   */
  public boolean cloneFrom(NativeFile origin) {
    MemorySegment argument = MemorySegment.ofAddress(origin.descriptor);
    return LinuxCalls.control(descriptor, LinuxCalls.FICLONE, argument) >= 0;
  }

  /**
   * Keeps everybody from opening this file for writing, until it is closed: they wait meanwhile.
   *
   * <p>The kernel lets them go on after some time (45 seconds as it is shipped), so whoever relies
   * on this looks at the {@linkplain FileStamp time stamps} in the end.
   *
   * @return false when somebody has it open for writing, or the file system cannot do that
   */
  public boolean keepWritersOut() {
    // The signal that tells of a waiting writer would by default end the process.
    return LinuxCalls.command(descriptor, LinuxCalls.F_SETSIG, LinuxCalls.SIGURG) >= 0
        && LinuxCalls.command(descriptor, LinuxCalls.F_SETLEASE, LinuxCalls.F_RDLCK) >= 0;
  }

  /**
   * Locks the file against everybody who locks it too, until it is closed.
   *
   * @return false when this or another process has locked it already
   * @throws IOException when files cannot be locked here
   */
  public boolean tryLock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Lets the disk begin with a range that was written, so that {@link #force} later waits less.
   *
   * @param position bytes from the start
   * @param length bytes
   */
  public void startWriting(long position, long length) {
    LinuxCalls.startWriting(descriptor, position, length);
  }

  /**
   * Makes the content durable.
   *
   * @throws IOException when it fails
   */
  public void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      LinuxCalls.close(descriptor);
    }
  }

  private int check(int result, String what) throws SystemCallException {
    return (int) check((long) result, what);
  }

  private long check(long result, String what) throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(path, what, (int) -result);
    }
    return result;
  }
}
