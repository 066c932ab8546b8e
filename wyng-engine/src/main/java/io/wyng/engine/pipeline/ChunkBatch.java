package io.wyng.engine.pipeline;

import java.nio.ByteBuffer;

/** Neighbouring chunks read from a volume. */
public sealed interface ChunkBatch permits ZeroRun, ChunkBatch.Data {

  /**
   * Chunks with their content.
   *
   * @param addresses byte offsets of the chunks, ascending
   * @param lengths bytes of each chunk; they lie one behind the other in the buffer
   * @param content their bytes, from position 0; from the reader's pool
   */
  @SuppressWarnings("ArrayRecordComponent") // built once, read once, on the hot path
  record Data(long[] addresses, int[] lengths, ByteBuffer content) implements ChunkBatch {}
}
