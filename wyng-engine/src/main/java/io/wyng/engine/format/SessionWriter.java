package io.wyng.engine.format;

import io.wyng.engine.archive.Session;
import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.engine.pipeline.ZeroRun;

/**
 * Takes the chunks of a new session, in ascending order. A chunk that is the same as in the session
 * before is dropped. Used by one thread.
 */
public interface SessionWriter extends AutoCloseable {

  /**
   * Takes a chunk.
   *
   * @param chunk the chunk; its bytes are the caller's again when the method returns
   */
  void put(EncodedChunk chunk);

  /**
   * Takes a run of full chunks of zeros, the volume's last chunk not among them.
   *
   * @param run the chunks
   */
  void putZeros(ZeroRun run);

  /**
   * How much of the volume differs from the session before, of the chunks taken so far.
   *
   * @return bytes
   */
  long changedBytes();

  /**
   * How much was handed to the destination so far.
   *
   * @return bytes
   */
  long storedBytes();

  /**
   * How much was not handed to the destination so far, because it has the same chunks already and
   * they are shared.
   *
   * @return bytes
   */
  long linkedBytes();

  /**
   * How many of the chunks were at the destination already, stored by a send that broke off.
   *
   * @return chunks
   */
  long continuedChunks();

  /**
   * Lets {@link #close} leave at the destination what was stored, for the next send of the volume
   * to continue from.
   */
  void suspend();

  /**
   * Makes the session true: durable on both sides, and the volume's last one. Before that instant
   * the archive is what it was; after it, the session is there, even if the process dies.
   *
   * @return the session
   */
  Session commit();

  /**
   * Whether the session is true or, after a {@link #commit} that failed, may be: the next command
   * finds out.
   *
   * @return false as long as no trace of it is needed
   */
  boolean mayBeTrue();

  /** Removes everything of a session that cannot have become true and is not suspended. */
  @Override
  void close();
}
