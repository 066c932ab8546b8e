package io.wyng.engine.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread that feeds, several that work, and the caller who takes the results in the order of
 * the feed.
 *
 * <p>At most {@code capacity} items are on their way at a time, so a slow side slows the other. The
 * first failure of any side, or an interruption of the caller, cancels all; {@link #run} returns or
 * throws only when every thread has ended, so that whatever they used can be closed.
 *
 * @param <I> what is fed
 * @param <O> what comes out
 */
public final class OrderedPipeline<I, O> {

  /**
   * Delivers the items. Used by one thread.
   *
   * @param <I> what is fed
   */
  @FunctionalInterface
  public interface Feed<I> {
    /**
     * The next item.
     *
     * @return the item, or null at the end
     */
    @Nullable I next();
  }

  /**
   * The work on an item. Each worker thread has its own.
   *
   * @param <I> what is fed
   * @param <O> what comes out
   */
  public interface Stage<I, O> extends AutoCloseable {
    /**
     * Works on an item.
     *
     * @param item the item
     * @return the result
     */
    O process(I item);

    @Override
    void close();
  }

  /**
   * Takes the results. Used by the calling thread.
   *
   * @param <O> what comes out
   */
  @FunctionalInterface
  public interface Sink<O> {
    /**
     * Takes a result.
     *
     * @param result the result
     */
    void accept(O result);
  }

  private static final class Slot<I, O> {
    final I item;
    @Nullable O result;

    Slot(I item) {
      this.item = item;
    }
  }

  private final int capacity;
  private final Feed<I> feed;
  private final Supplier<? extends Stage<I, O>> stages;
  private final Sink<O> sink;
  private final List<Thread> threads = new ArrayList<>();

  // Guarded by this.
  private final Queue<Slot<I, O>> inOrder = new ArrayDeque<>();
  private final Queue<Slot<I, O>> waiting = new ArrayDeque<>();
  private boolean fed;
  private @Nullable Throwable failure;

  private OrderedPipeline(
      int workers,
      int capacity,
      Feed<I> feed,
      Supplier<? extends Stage<I, O>> stages,
      Sink<O> sink) {
    this.capacity = capacity;
    this.feed = feed;
    this.stages = stages;
    this.sink = sink;
    threads.add(thread("wyng-feed", this::feedAll));
    for (int i = 1; i <= workers; i++) {
      threads.add(thread("wyng-worker-" + i, this::work));
    }
  }

  /**
   * Runs items through the pipeline until the feed ends.
   *
   * @param workers number of worker threads, 1 or more
   * @param capacity most items on their way at a time
   * @param feed delivers the items, on a thread of its own
   * @param stages makes a stage for each worker
   * @param sink takes the results, on the calling thread
   * @param <I> what is fed
   * @param <O> what comes out
   * @throws CancellationException when the calling thread was interrupted
   */
  public static <I, O> void run(
      int workers,
      int capacity,
      Feed<I> feed,
      Supplier<? extends Stage<I, O>> stages,
      Sink<O> sink) {
    new OrderedPipeline<I, O>(workers, capacity, feed, stages, sink).run();
  }

  private Thread thread(String name, Runnable body) {
    return Thread.ofPlatform().name(name).daemon().unstarted(() -> failingAll(body));
  }

  private void run() {
    threads.forEach(Thread::start);
    failingAll(this::drain);
    joinAll();
    // Whatever an interruption broke off, what has to be tidied up now must not meet it again.
    if (Thread.interrupted()) {
      throw new CancellationException("Interrupted");
    }
    rethrow();
  }

  /** Whatever ends a thread early ends the pipeline: nobody would see it otherwise. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  private void failingAll(Runnable body) {
    try {
      body.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void feedAll() {
    for (I item = feed.next(); item != null; item = feed.next()) {
      if (!submit(new Slot<>(item))) {
        return;
      }
    }
    endOfFeed();
  }

  private void work() {
    try (Stage<I, O> stage = stages.get()) {
      for (Slot<I, O> slot = takeWork(); slot != null; slot = takeWork()) {
        complete(slot, stage.process(slot.item));
      }
    }
  }

  private void drain() {
    for (O result = takeResult(); result != null; result = takeResult()) {
      sink.accept(result);
    }
  }

  private synchronized boolean submit(Slot<I, O> slot) {
    while (failure == null && inOrder.size() >= capacity) {
      await();
    }
    if (failure != null) {
      return false;
    }
    inOrder.add(slot);
    waiting.add(slot);
    notifyAll();
    return true;
  }

  private synchronized void endOfFeed() {
    fed = true;
    notifyAll();
  }

  private synchronized @Nullable Slot<I, O> takeWork() {
    while (failure == null && waiting.isEmpty() && !fed) {
      await();
    }
    return failure == null ? waiting.poll() : null;
  }

  private synchronized void complete(Slot<I, O> slot, O result) {
    slot.result = result;
    notifyAll();
  }

  private synchronized @Nullable O takeResult() {
    while (failure == null && (inOrder.isEmpty() ? !fed : inOrder.element().result == null)) {
      await();
    }
    Slot<I, O> slot = failure == null ? inOrder.poll() : null;
    notifyAll();
    return slot == null ? null : slot.result;
  }

  @SuppressWarnings("WaitNotInLoop") // every caller loops
  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      fail(new CancellationException("Interrupted"));
    }
  }

  private synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
      threads.stream().filter(t -> t != Thread.currentThread()).forEach(Thread::interrupt);
      notifyAll();
    }
  }

  private void joinAll() {
    for (Thread thread : threads) {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          fail(new CancellationException("Interrupted"));
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void rethrow() {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
  }
}
