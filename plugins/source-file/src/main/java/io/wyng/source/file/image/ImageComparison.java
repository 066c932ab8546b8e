package io.wyng.source.file.image;

import io.wyng.source.file.linux.PageBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares two images block by block in one pass with several threads; what is known to be the same
 * is not read.
 */
final class ImageComparison {

  /** Small enough for two of them to stay in a processor's own cache. */
  private static final int BUFFER_BYTES = 128 << 10;

  /** Receives the blocks that differ, from several threads and in no order. */
  @FunctionalInterface
  interface DifferenceConsumer {
    void accept(long position, ByteBuffer newer) throws IOException;
  }

  private final Image older;
  private final Image newer;
  private final Supplier<List<Sameness>> known;
  private final DifferenceConsumer differences;

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
    BitSet differing = new BitSet();
    for (Worker worker : Segments.process(newer.sizeBytes(), Worker::new)) {
      differing.or(worker.differing);
    }
    return differing;
  }

  /** What one thread needs for itself. */
  private final class Worker implements Segments.Worker {

    private final List<Sameness> samenesses = known.get();
    private final ByteBuffer ofOlder = PageBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer ofNewer = PageBuffer.allocate(BUFFER_BYTES);
    private final BitSet differing = new BitSet();

    @Override
    public void process(long start, long end) throws IOException {
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
