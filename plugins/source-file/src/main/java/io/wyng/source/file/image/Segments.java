package io.wyng.source.file.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Passes over a volume with several threads that take segments of it in turn. */
final class Segments {

  private static final int SEGMENT_BYTES = 32 << 20;
  private static final int MOST_THREADS = 4;

  private final long sizeBytes;
  private final AtomicLong next = new AtomicLong();

  private Segments(long sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  /** What one thread does. */
  interface Worker {
    /** Works on a segment; the segments that a worker is given ascend. */
    void process(long start, long end) throws IOException;
  }

  /**
   * Works on all segments.
   *
   * @param workers makes a worker for a thread, in that thread
   * @return the workers, whose results the caller may read now
   * @throws IOException of the first worker that failed; the others end after their segment
   */
  static <W extends Worker> List<W> process(long sizeBytes, Supplier<W> workers)
      throws IOException {
    return new Segments(sizeBytes).run(workers);
  }

  private <W extends Worker> List<W> run(Supplier<W> workers) throws IOException {
    long segments = Math.ceilDiv(sizeBytes, (long) SEGMENT_BYTES);
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = Math.clamp(segments, 1, Math.min(processors, MOST_THREADS));
    List<W> done = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<W>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(workers)));
      }
      for (Future<W> each : running) {
        done.add(result(each));
      }
    } finally {
      stop();
    }
    return done;
  }

  private <W extends Worker> W work(Supplier<W> workers) throws IOException {
    W worker = workers.get();
    boolean done = false;
    try {
      long start = next.getAndAdd(SEGMENT_BYTES);
      while (start < sizeBytes) {
        worker.process(start, Math.min(sizeBytes, start + SEGMENT_BYTES));
        start = next.getAndAdd(SEGMENT_BYTES);
      }
      done = true;
      return worker;
    } finally {
      if (!done) {
        stop();
      }
    }
  }

  private void stop() {
    next.set(sizeBytes);
  }

  private <W> W result(Future<W> part) throws IOException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the work on an image was interrupted");
    }
  }
}
