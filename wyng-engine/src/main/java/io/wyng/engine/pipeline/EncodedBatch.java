package io.wyng.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.List;

/** Chunks on their way into an archive. */
public sealed interface EncodedBatch permits ZeroRun, EncodedBatch.Data {

  /**
   * Chunks with their compressed content.
   *
   * @param chunks the chunks, ascending by address
   * @param buffer holds their bytes; from the encoders' pool
   */
  record Data(List<EncodedChunk> chunks, ByteBuffer buffer) implements EncodedBatch {}
}
