package io.wyng.engine.format.chunkfile;

import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.spi.destination.ArchivePath;

/** How the chunks of a new session become files at the destination. Used by one thread. */
interface ChunkStorage {

  /**
   * Takes a chunk that is not all zeros.
   *
   * @param chunk its bytes are the caller's again when the method returns
   */
  void store(EncodedChunk chunk);

  /** Hands to the upload what is still waiting. */
  void finish();

  /** How many bytes were handed to the upload so far. */
  long storedBytes();

  /** How many bytes were not, because the destination has them already. */
  long linkedBytes();

  /** How many chunks were there already, stored by a send that broke off. */
  default long continuedChunks() {
    return 0;
  }

  /** The session is true. */
  void committed(ArchivePath finalDirectory);

  /** The session is not true, or nobody knows. */
  void abandoned();
}
