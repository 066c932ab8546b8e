package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.spi.hash.Hasher;
import java.util.ArrayList;
import java.util.List;

/** Tells chunks that are what was stored from those that are not. Used by one worker thread. */
public final class ChunkProver implements OrderedPipeline.Stage<FoundBatch, ProvedBatch> {

  private final Hasher hasher;
  private final BufferPool buffers;

  /**
   * A prover for one thread.
   *
   * @param hasher hashes the compressed bytes
   * @param buffers takes back the reader's buffers
   */
  public ChunkProver(Hasher hasher, BufferPool buffers) {
    this.hasher = hasher;
    this.buffers = buffers;
  }

  @Override
  public ProvedBatch process(FoundBatch batch) {
    List<DamagedChunk> damaged = new ArrayList<>(batch.damaged());
    long storedBytes = 0;
    for (StoredChunk chunk : batch.chunks()) {
      storedBytes += chunk.bytes().remaining();
      hasher.update(chunk.bytes());
      if (!ChunkDigest.of(hasher.digest()).equals(chunk.digest())) {
        damaged.add(
            new DamagedChunk(
                chunk.address(), chunk.session(), "is not what was stored (its hash differs)"));
      }
    }
    long chunks = (long) batch.chunks().size() + batch.damaged().size();
    buffers.give(batch.buffer());
    return new ProvedBatch(chunks, storedBytes, damaged);
  }

  @Override
  public void close() {
    // A hasher needs no end.
  }
}
