package io.wyng.engine.pipeline;

/**
 * Chunks that are all zeros and known to be so without a look at them.
 *
 * @param address byte offset of the first
 * @param chunks how many
 */
public record ZeroRun(long address, long chunks)
    implements ChunkBatch, EncodedBatch, StoredBatch, DecodedBatch {}
