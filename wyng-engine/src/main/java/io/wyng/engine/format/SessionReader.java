package io.wyng.engine.format;

import io.wyng.engine.pipeline.OrderedPipeline;
import io.wyng.engine.pipeline.StoredBatch;

/** Delivers the chunks of a session as they come from the destination, reading ahead. */
public interface SessionReader extends OrderedPipeline.Feed<StoredBatch>, AutoCloseable {

  @Override
  void close();
}
