package io.wyng.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.List;

/** Chunks as they came from a destination, not to be trusted yet. */
public sealed interface StoredBatch permits ZeroRun, StoredBatch.Data {

  /**
   * Chunks with their stored content.
   *
   * @param chunks the chunks, ascending by address
   * @param buffer holds their bytes; from the reader's pool
   */
  record Data(List<StoredChunk> chunks, ByteBuffer buffer) implements StoredBatch {}
}
