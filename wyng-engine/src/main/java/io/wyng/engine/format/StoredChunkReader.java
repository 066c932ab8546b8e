package io.wyng.engine.format;

import io.wyng.engine.pipeline.FoundBatch;
import io.wyng.engine.pipeline.OrderedPipeline;

/**
 * Delivers the stored chunks of a session as they come from the destination, damaged or not,
 * reading ahead.
 */
public interface StoredChunkReader extends OrderedPipeline.Feed<FoundBatch>, AutoCloseable {

  @Override
  void close();
}
