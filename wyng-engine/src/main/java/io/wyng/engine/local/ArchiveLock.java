package io.wyng.engine.local;

import io.wyng.engine.failure.LocalException;
import io.wyng.engine.failure.LockedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock of an archive on this machine: one writer, or any number of readers. The kernel releases
 * it when the process ends, however it ends.
 */
public final class ArchiveLock implements AutoCloseable {

  /** What the holder of a lock may do. */
  public enum Mode {
    /** Look only; others may look too. */
    READ,
    /** Change; nobody else may look or change. */
    WRITE
  }

  private static final String FILE_NAME = "lock";
  private static final int MAX_HOLDER_BYTES = 4096;

  private final @Nullable FileChannel channel;

  private ArchiveLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /**
   * No lock, for who looks at an archive that this machine does not know.
   *
   * @return holds nothing
   */
  public static ArchiveLock none() {
    return new ArchiveLock(null);
  }

  /**
   * Takes the lock, or fails at once when somebody else has it.
   *
   * @param metaDirectory the directory that is locked, which exists
   * @param mode what for
   * @param command the words to show to whoever finds the archive locked by us
   * @return the lock
   * @throws LockedException when somebody else has it; the message says who
   */
  public static ArchiveLock acquire(Path metaDirectory, Mode mode, String command) {
    Path file = metaDirectory.resolve(FILE_NAME);
    try {
      return lock(file, mode, command);
    } catch (AccessDeniedException | NoSuchFileException e) {
      return lockForReadingOnly(file, mode, e);
    } catch (IOException e) {
      throw new LocalException("Locking " + file + " failed", e);
    }
  }

  private static ArchiveLock lock(Path file, Mode mode, String command) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    lock(channel, file, mode == Mode.READ);
    if (mode == Mode.WRITE) {
      channel.truncate(0).write(ByteBuffer.wrap(holder(command)), 0);
    }
    return new ArchiveLock(channel);
  }

  /**
   * Whoever may read the metadata but not write it cannot be a writer, yet need not disturb one.
   */
  private static ArchiveLock lockForReadingOnly(Path file, Mode mode, FileSystemException denied) {
    if (mode == Mode.WRITE) {
      throw new LocalException(
          "No permission to change " + file.getParent(),
          "Run the command as the owner of that directory, usually root, or name another one with"
              + " --meta-dir.",
          denied);
    }
    if (!Files.isReadable(file)) {
      return new ArchiveLock(null);
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      lock(channel, file, true);
      return new ArchiveLock(channel);
    } catch (IOException e) {
      throw new LocalException("Locking " + file + " failed", e);
    }
  }

  private static void lock(FileChannel channel, Path file, boolean shared) throws IOException {
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      locked = lock != null;
      if (!locked) {
        throw lockedByOther(file);
      }
    } catch (OverlappingFileLockException e) {
      throw lockedByOther(file);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static LockedException lockedByOther(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    String holder =
        new String(content, 0, Math.min(content.length, MAX_HOLDER_BYTES), StandardCharsets.UTF_8)
            .strip();
    return new LockedException(
        "Another Wyng is at work on " + file.getParent() + (holder.isEmpty() ? "" : ": " + holder),
        "Wait until it has finished; nothing was changed.");
  }

  private static byte[] holder(String command) {
    String text =
        "process "
            + ProcessHandle.current().pid()
            + ", \""
            + command.replaceAll("\\p{Cntrl}", "?")
            + "\", since "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS)
            + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new LocalException("Releasing the lock failed", e);
      }
    }
  }
}
