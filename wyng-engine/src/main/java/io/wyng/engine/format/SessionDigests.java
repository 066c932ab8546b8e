package io.wyng.engine.format;

import io.wyng.engine.archive.ChunkDigest;

/** What a volume held at a session, asked for in ascending order. Used by one thread. */
public interface SessionDigests extends AutoCloseable {

  /**
   * Whether the session has a chunk with that digest.
   *
   * @param address byte offset of the chunk, greater than any asked for before
   * @param digest digest of the chunk's compressed bytes, or {@link ChunkDigest#ZERO}
   * @return false when the session has another one there
   */
  boolean holds(long address, ChunkDigest digest);

  @Override
  void close();
}
