package io.wyng.engine.operation;

import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.spi.VolumeName;

/** Marked chunks as ranges of bytes, neighbouring ones joined. */
final class DifferentRanges {

  private DifferentRanges() {}

  static void report(ChangeMap marked, VolumeName volume, EventListener events) {
    long chunkBytes = marked.chunkSize().bytes();
    for (long start = marked.nextMarked(0); start >= 0; ) {
      long end = start;
      while (end < marked.volumeBytes() && marked.isMarked(end)) {
        end += chunkBytes;
      }
      long length = Math.min(end, marked.volumeBytes()) - start;
      events.on(new Event.RangeDiffers(volume, start, length));
      start = marked.nextMarked(end);
    }
  }

  /** How many bytes the marked chunks have. */
  static long bytes(ChangeMap marked) {
    long last = marked.chunkSize().lastAddress(marked.volumeBytes());
    long whole = marked.count() * marked.chunkSize().bytes();
    return marked.isMarked(last)
        ? whole - (last + marked.chunkSize().bytes() - marked.volumeBytes())
        : whole;
  }
}
