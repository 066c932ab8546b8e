package io.wyng.engine.pipeline;

import java.util.List;

/**
 * Chunks of which it is known whether they are what was stored.
 *
 * @param chunks how many
 * @param storedBytes how much of the destination they take
 * @param damaged those that are not what was stored
 */
public record ProvedBatch(long chunks, long storedBytes, List<DamagedChunk> damaged) {}
