package io.wyng.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.List;

/** Chunks on their way to a restore target, proved to be what was stored. */
public sealed interface DecodedBatch permits ZeroRun, DecodedBatch.Data {

  /**
   * A chunk with its content.
   *
   * @param address byte offset in the volume
   * @param content its bytes. Valid until the sink returns
   */
  record Chunk(long address, ByteBuffer content) {}

  /**
   * Chunks with their content.
   *
   * @param chunks the chunks, ascending by address
   * @param storedBytes how much of the destination they took
   * @param buffer holds their bytes; from the decoders' pool
   */
  record Data(List<Chunk> chunks, long storedBytes, ByteBuffer buffer) implements DecodedBatch {}
}
