package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkSize;

/**
 * How many threads and how much memory a pipeline may use.
 *
 * @param workers number of threads that compress or decompress, 1 or more
 * @param memoryBytes bound of the memory for chunks on their way
 */
public record PipelineSettings(int workers, long memoryBytes) {

  /**
   * Memory for chunks on their way, for each worker: enough that none waits for another. To touch
   * more would take longer than a small send itself.
   */
  private static final long MEMORY_BYTES_PER_WORKER = 8L << 20;

  private static final long MAX_MEMORY_BYTES = 64L << 20;

  private static final int BATCH_BYTES = 1 << 20;

  /**
   * As many workers as there are processors, and 8 MiB for each, up to 64 MiB.
   *
   * @return the settings
   */
  public static PipelineSettings standard() {
    int workers = Runtime.getRuntime().availableProcessors();
    return new PipelineSettings(
        workers, Math.min(workers * MEMORY_BYTES_PER_WORKER, MAX_MEMORY_BYTES));
  }

  /**
   * How many chunks travel together: handing over small ones singly would cost more than the work
   * on them.
   *
   * @param chunkSize size of the chunks
   * @return 1 or more
   */
  public int chunksPerBatch(ChunkSize chunkSize) {
    return Math.max(1, BATCH_BYTES / chunkSize.bytes());
  }

  /**
   * How many batches may be on their way: each holds its chunks twice, raw and compressed.
   *
   * @param chunkSize size of the chunks
   * @return enough to keep every worker busy at the least
   */
  public int capacity(ChunkSize chunkSize) {
    long batchBytes = 2L * chunksPerBatch(chunkSize) * chunkSize.maxStoredBytes();
    return (int) Math.max(workers + 1, memoryBytes / batchBytes);
  }
}
