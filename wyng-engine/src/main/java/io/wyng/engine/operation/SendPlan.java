package io.wyng.engine.operation;

import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.spi.source.Snapshot;

/**
 * What a send will look at.
 *
 * @param kind how the session is made
 * @param current the snapshot to send
 * @param wanted the chunks to look at
 * @param allocated the chunks that may hold something other than zeros
 * @param sessionNeeded a session is made even if no chunk differs: the first one, one of another
 *     size, or one that proves which snapshot it was made of
 */
record SendPlan(
    Event.SendKind kind,
    Snapshot current,
    ChangeMap wanted,
    ChangeMap allocated,
    boolean sessionNeeded) {

  /** Nothing can have changed. */
  boolean isPointless() {
    return wanted.isBlank() && !sessionNeeded;
  }

  /** How many chunks are read; as many at most become files. */
  long readChunks() {
    return wanted.addresses().filter(allocated::isMarked).count();
  }

  /** How much of the volume is read. */
  long readBytes() {
    return Math.min(readChunks() * wanted.chunkSize().bytes(), current.sizeBytes());
  }
}
