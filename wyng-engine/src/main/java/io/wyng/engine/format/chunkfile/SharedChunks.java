package io.wyng.engine.format.chunkfile;

import io.wyng.engine.dedup.ChunkPlace;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.spi.VolumeName;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the new sessions of a command may link to: the chunks of the whole archive, and those that
 * the command itself has stored. The former are looked up when the first chunk asks for one, so
 * that a send without changes does not pay for it.
 */
final class SharedChunks implements AutoCloseable {

  private final Supplier<IndexedChunks> indexing;
  private final StoredDigests digests;
  private final EventListener events;
  private @Nullable IndexedChunks index;
  private int firstOwnSession;

  SharedChunks(Supplier<IndexedChunks> indexing, StoredDigests digests, EventListener events) {
    this.indexing = indexing;
    this.digests = digests;
    this.events = events;
  }

  IndexedChunks index() {
    IndexedChunks ready = index;
    if (ready == null) {
      ready = indexing.get();
      index = ready;
      firstOwnSession = ready.nextNumber();
    }
    return ready;
  }

  StoredDigests digests() {
    return digests;
  }

  /** Whether this command has stored the chunk, or proved what it has linked it to. */
  boolean isOwn(ChunkPlace place) {
    return place.session() >= firstOwnSession;
  }

  /** Tells of chunks that could have been linked to, had they been intact. */
  void warnOfDamage(VolumeName volume, long chunks) {
    events.on(
        new Event.Warning(
            "The archive has "
                + chunks
                + (chunks == 1 ? " chunk" : " chunks")
                + " that volume "
                + volume
                + " could have shared, but that are missing or damaged at the destination; copies"
                + " were stored",
            "The new session is intact, older ones may not be: check them with verify --session."));
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
  }
}
