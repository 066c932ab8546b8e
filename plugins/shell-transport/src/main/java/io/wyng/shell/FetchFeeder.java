package io.wyng.shell;

import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Asks for extents ahead of what was taken, a few requests at a time, in a thread of its own: the
 * far side may read the next request only when somebody takes what it sends for the one before.
 */
final class FetchFeeder {

  private static final int BATCHES_AHEAD = 3;

  private final RemoteShell shell;
  private final Iterator<Extent> extents;
  private final Object iterating = new Object();
  private final Queue<FetchBatch> asked = new ArrayDeque<>();
  private final Thread thread;
  private @Nullable Extent leftOver;
  private volatile @Nullable Exception failure;
  private volatile boolean closed;
  private boolean ended;

  FetchFeeder(RemoteShell shell, Iterator<Extent> extents) {
    this.shell = shell;
    this.extents = extents;
    this.thread = Thread.ofVirtual().name("fetch feeder").start(this::feed);
  }

  private void feed() {
    try {
      for (FetchBatch batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
        awaitRoomFor(batch);
        if (closed) {
          break;
        }
        batch.request(shell);
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = new InterruptedIOException("Asking for files was interrupted");
    } finally {
      end();
    }
  }

  private FetchBatch nextBatch() {
    FetchBatch batch = new FetchBatch();
    synchronized (iterating) {
      if (leftOver != null) {
        batch.add(leftOver);
        leftOver = null;
      }
      while (failure == null && leftOver == null && hasNext()) {
        addNext(batch);
      }
    }
    return batch;
  }

  private boolean hasNext() {
    try {
      return !closed && extents.hasNext();
    } catch (RuntimeException e) {
      failure = e;
      return false;
    }
  }

  private void addNext(FetchBatch batch) {
    try {
      Extent extent = extents.next();
      if (batch.takes(extent)) {
        batch.add(extent);
      } else {
        leftOver = extent;
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private synchronized void awaitRoomFor(FetchBatch batch) throws InterruptedException {
    while (!closed && asked.size() >= BATCHES_AHEAD) {
      wait();
    }
    asked.add(batch);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** The batch whose answer is next; empty when there are no more. */
  synchronized Optional<FetchBatch> current() throws IOException {
    try {
      while (asked.isEmpty() && !ended) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Reading the archive was interrupted");
    }
    if (asked.isEmpty() && failure != null) {
      throwFailure(failure);
    }
    return Optional.ofNullable(asked.peek());
  }

  private static void throwFailure(Exception reason) throws IOException {
    switch (reason) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IOException(reason);
    }
  }

  /** To be called when the answer to the current batch was taken. */
  synchronized void taken() {
    asked.remove();
    notifyAll();
  }

  /** Whether the answers to all that was asked for were taken, and nothing more is asked for. */
  synchronized boolean isIdle() {
    return ended && asked.isEmpty();
  }

  /** Asks for nothing more; when this returns the iterator is left alone. */
  void stop() {
    closed = true;
    synchronized (iterating) {
      leftOver = null;
    }
    synchronized (this) {
      notifyAll();
    }
  }

  /** Waits for the end of the thread; the shell is idle or discarded by then. */
  void join() throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Closing a download was interrupted");
    }
  }
}
