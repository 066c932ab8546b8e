package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.failure.SourceException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.BlockReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the marked chunks of a volume in ascending order, neighbouring ones with one read. What the
 * storage knows to be unused is not read.
 */
public final class ChunkReader implements OrderedPipeline.Feed<ChunkBatch> {

  private static final int PAGE_BYTES = 4096;

  private final VolumeName volume;
  private final BlockReader reader;
  private final ChangeMap wanted;
  private final ChangeMap allocated;
  private final int chunksPerBatch;
  private final BufferPool buffers;
  private final ChunkSize chunkSize;
  private final long lastAddress;
  private final ByteBuffer pages;
  private long position;

  /**
   * Reads a snapshot.
   *
   * @param volume the volume, for messages
   * @param reader reads the snapshot; not closed here
   * @param wanted the chunks to deliver
   * @param allocated the chunks that may hold something other than zeros
   * @param chunksPerBatch most chunks to read at a time
   * @param buffers gives buffers of that many chunks
   */
  public ChunkReader(
      VolumeName volume,
      BlockReader reader,
      ChangeMap wanted,
      ChangeMap allocated,
      int chunksPerBatch,
      BufferPool buffers) {
    this.volume = volume;
    this.reader = reader;
    this.wanted = wanted;
    this.allocated = allocated;
    this.chunksPerBatch = chunksPerBatch;
    this.buffers = buffers;
    this.chunkSize = wanted.chunkSize();
    this.lastAddress = chunkSize.lastAddress(wanted.volumeBytes());
    this.pages = wholePages(chunksPerBatch * chunkSize.bytes());
  }

  /**
   * Memory that begins with a page: kernels copy into it at several times the speed at which they
   * fill what lies anywhere, as arrays do.
   */
  private static ByteBuffer wholePages(int bytes) {
    return ByteBuffer.allocateDirect(bytes + PAGE_BYTES).alignedSlice(PAGE_BYTES);
  }

  @Override
  public @Nullable ChunkBatch next() {
    long first = wanted.nextMarked(position);
    if (first < 0) {
      return null;
    }
    return isUnused(first) ? unusedRun(first) : readBatch(first);
  }

  /**
   * The last chunk is always stored, so that every program can restore it; so it is always read.
   */
  private boolean isUnused(long address) {
    return address != lastAddress && !allocated.isMarked(address);
  }

  private ZeroRun unusedRun(long first) {
    long end = first;
    while (wanted.nextMarked(end) == end && isUnused(end)) {
      end += chunkSize.bytes();
    }
    position = end;
    return new ZeroRun(first, (end - first) / chunkSize.bytes());
  }

  private ChunkBatch readBatch(long first) {
    long[] addresses = new long[chunksPerBatch];
    int count = 0;
    for (long address = first;
        address >= 0 && count < chunksPerBatch && !isUnused(address);
        address = wanted.nextMarked(position)) {
      addresses[count++] = address;
      position = address + chunkSize.bytes();
    }
    return read(Arrays.copyOf(addresses, count));
  }

  private ChunkBatch read(long[] addresses) {
    int[] lengths = new int[addresses.length];
    ByteBuffer content = buffers.take();
    int runStart = 0;
    for (int i = 0; i < addresses.length; i++) {
      lengths[i] = chunkSize.lengthAt(addresses[i], wanted.volumeBytes());
      boolean runEnds =
          i + 1 == addresses.length || addresses[i + 1] != addresses[i] + chunkSize.bytes();
      if (runEnds) {
        long end = addresses[i] + lengths[i];
        readRun(addresses[runStart], (int) (end - addresses[runStart]), content);
        runStart = i + 1;
      }
    }
    return new ChunkBatch.Data(addresses, lengths, content.flip());
  }

  private void readRun(long address, int length, ByteBuffer content) {
    try {
      reader.read(address, pages.clear().limit(length));
    } catch (IOException e) {
      throw new SourceException("Reading volume " + volume + " at " + address + " failed", e);
    }
    if (pages.hasRemaining()) {
      throw new SourceException(
          "Reading volume " + volume + " at " + address + " returned less than was asked for",
          "This is a defect of the source plugin; please report it.");
    }
    content.put(pages.flip());
  }
}
