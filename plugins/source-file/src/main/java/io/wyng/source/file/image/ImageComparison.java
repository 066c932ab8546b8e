package io.wyng.source.file.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Compares two images block by block in one pass. Several threads take segments of the volume in
 * turn; what is known to be the same is not read.
 */
final class ImageComparison {

  private static final int SEGMENT_BYTES = 32 << 20;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MOST_THREADS = 4;

  /** Receives the blocks that differ, from several threads and in no order. */
  @FunctionalInterface
  interface DifferenceConsumer {
    void accept(long position, ByteBuffer newer) throws IOException;
  }

  private final Image older;
  private final Image newer;
  private final Supplier<List<Sameness>> known;
  private final DifferenceConsumer differences;
  private final AtomicLong nextSegment = new AtomicLong();

  private ImageComparison(
      Image older, Image newer, Supplier<List<Sameness>> known, DifferenceConsumer differences) {
    this.older = older;
    this.newer = newer;
    this.known = known;
    this.differences = differences;
  }

  /**
   * Finds the blocks that differ, where an image that is shorter than the newer one counts as zeros
   * behind its end.
   *
   * @param known makes what each thread asks to save reading
   */
  static BitSet differingBlocks(
      Image older, Image newer, Supplier<List<Sameness>> known, DifferenceConsumer differences)
      throws IOException {
    return new ImageComparison(older, newer, known, differences).run();
  }

  private BitSet run() throws IOException {
    long segments = Math.ceilDiv(newer.sizeBytes(), (long) SEGMENT_BYTES);
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = Math.clamp(segments, 1, Math.min(processors, MOST_THREADS));
    BitSet differing = new BitSet();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<BitSet>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(this::compareSegments));
      }
      for (Future<BitSet> part : parts) {
        differing.or(result(part));
      }
    } finally {
      stop();
    }
    return differing;
  }

  /** Whoever fails makes the others end after their segment. */
  private void stop() {
    nextSegment.set(newer.sizeBytes());
  }

  private BitSet result(Future<BitSet> part) throws IOException {
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
      throw new InterruptedIOException("the comparison of images was interrupted");
    }
  }

  private BitSet compareSegments() throws IOException {
    Worker worker = new Worker();
    boolean done = false;
    try {
      long start = nextSegment.getAndAdd(SEGMENT_BYTES);
      while (start < newer.sizeBytes()) {
        worker.compare(start, Math.min(newer.sizeBytes(), start + SEGMENT_BYTES));
        start = nextSegment.getAndAdd(SEGMENT_BYTES);
      }
      done = true;
      return worker.differing;
    } finally {
      if (!done) {
        stop();
      }
    }
  }

  /** What one thread needs for itself. */
  private final class Worker {

    private final List<Sameness> samenesses = known.get();
    private final ByteBuffer ofOlder = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer ofNewer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final BitSet differing = new BitSet();

    void compare(long start, long end) throws IOException {
      long position = firstInDoubt(start, end);
      while (position < end) {
        int length = (int) Math.min(BUFFER_BYTES, end - position);
        older.read(position, ofOlder.clear().limit(length));
        newer.read(position, ofNewer.clear().limit(length));
        compareBuffers(position, length);
        position = firstInDoubt(position + length, end);
      }
    }

    /** The start of the first block that is not known to be the same. */
    private long firstInDoubt(long start, long end) throws IOException {
      long equalTo = start;
      long before;
      do {
        before = equalTo;
        for (Sameness sameness : samenesses) {
          equalTo = equalTo < end ? sameness.endOfEqualBytes(equalTo) : end;
        }
      } while (equalTo > before && equalTo < end);
      return equalTo < end ? Blocks.start(equalTo) : end;
    }

    private void compareBuffers(long position, int length) throws IOException {
      for (int at = 0; at < length; at += Blocks.BYTES) {
        int blockLength = Math.min(Blocks.BYTES, length - at);
        ByteBuffer block = ofNewer.slice(at, blockLength);
        if (block.mismatch(ofOlder.slice(at, blockLength)) >= 0) {
          differing.set(Blocks.number(position + at));
          differences.accept(position + at, block);
        }
      }
    }
  }
}
