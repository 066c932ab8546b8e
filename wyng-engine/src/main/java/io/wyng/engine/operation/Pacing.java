package io.wyng.engine.operation;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets bytes pass at a limited rate, whichever thread they come from. After a pause up to a
 * second's worth may pass at once.
 */
final class Pacing {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long bytesPerSecond;
  private final ReentrantLock lock = new ReentrantLock();

  /** When all that has passed so far would have passed at the rate. */
  private long paidUntil;

  Pacing(TransferLimit limit) {
    this.bytesPerSecond = limit.bytesPerSecond();
    this.paidUntil = System.nanoTime() - SECOND;
  }

  /** Returns when so many bytes may have passed. */
  void pass(long bytes) throws InterruptedIOException {
    long wait = pay(bytes);
    if (wait <= 0) {
      return;
    }
    try {
      Thread.sleep(Duration.ofNanos(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private long pay(long bytes) {
    lock.lock();
    try {
      long now = System.nanoTime();
      paidUntil =
          Math.max(paidUntil, now - SECOND) + (long) ((double) bytes / bytesPerSecond * SECOND);
      return paidUntil - now;
    } finally {
      lock.unlock();
    }
  }
}
