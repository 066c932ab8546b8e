package io.wyng.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a command when somebody waits for it and it gives no sign of life for too long, so that
 * nobody waits for ever. Safe for use by several threads.
 */
final class SilenceWatch implements AutoCloseable {

  /** One wait, from its beginning to its end. */
  interface Wait extends AutoCloseable {
    @Override
    void close();
  }

  private final Duration limit;
  private final RemoteCommand command;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Wait wait = waiting::decrementAndGet;
  private final Thread watcher;
  private volatile long heardAtNanos;
  private volatile boolean expired;

  SilenceWatch(Duration limit, RemoteCommand command) {
    this.limit = limit;
    this.command = command;
    this.watcher = Thread.ofPlatform().daemon().name("silence watch").start(this::watch);
  }

  /** To be called before anything that may block; to be closed after it. */
  Wait waiting() {
    heard();
    waiting.incrementAndGet();
    return wait;
  }

  /** To be called at every sign of life. */
  void heard() {
    heardAtNanos = System.nanoTime();
  }

  /** Whether it was silent for too long. */
  boolean hasExpired() {
    return expired;
  }

  Duration limit() {
    return limit;
  }

  private void watch() {
    try {
      while (!expired) {
        TimeUnit.NANOSECONDS.sleep(limit.toNanos() / 10);
        if (waiting.get() > 0 && System.nanoTime() - heardAtNanos > limit.toNanos()) {
          expired = true;
          command.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!expired) {
      watcher.interrupt();
    }
  }
}
