package io.wyng.source.file.linux;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * What the file system keeps up to date when a file is written: equal stamps before and after
 * reading a file mean that it was not written meanwhile.
 *
 * @param sizeBytes its size
 * @param modified when its content was last changed
 * @param changed when its content, size, name or rights were last changed
 */
public record FileStamp(long sizeBytes, FileTime modified, FileTime changed) {

  /** The kernel takes time stamps from its clock tick, which is 1 to 10 milliseconds long. */
  private static final Duration TICK = Duration.ofMillis(20);

  /** Some file systems keep whole seconds, and FAT every other second only. */
  private static final Duration COARSE_TICK = Duration.ofMillis(2100);

  /**
   * The stamp of a file.
   *
   * @param file an open file
   * @return its stamp now
   * @throws IOException when it cannot be found out
   */
  public static FileStamp of(NativeFile file) throws IOException {
    Path path = file.descriptorPath();
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileStamp(
        found.size(), found.lastModifiedTime(), (FileTime) Files.getAttribute(path, "unix:ctime"));
  }

  /**
   * Waits until the stamp is so old that any later write gives another one.
   *
   * @param clock the system's clock
   * @throws InterruptedIOException when the thread is interrupted while it waits
   */
  public void awaitAge(InstantSource clock) throws InterruptedIOException {
    FileTime latest = modified.compareTo(changed) > 0 ? modified : changed;
    boolean wholeSeconds = latest.to(TimeUnit.NANOSECONDS) % 1_000_000_000 == 0;
    Duration tick = wholeSeconds ? COARSE_TICK : TICK;
    Duration wait = tick.minus(Duration.between(latest.toInstant(), clock.instant()));
    if (wait.isPositive()) {
      sleep(wait.compareTo(tick) < 0 ? wait : tick);
    }
  }

  private static void sleep(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a file's time stamp to age");
    }
  }
}
