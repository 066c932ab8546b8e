package io.wyng.engine.pipeline;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Chunks as they were found at a destination.
 *
 * @param chunks those that are there, ascending by address
 * @param damaged those that are missing or cannot be chunks
 * @param buffer holds the bytes; from the reader's pool
 */
public record FoundBatch(List<StoredChunk> chunks, List<DamagedChunk> damaged, ByteBuffer buffer) {}
