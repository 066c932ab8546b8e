package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.change.OrderedRanges;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import java.io.IOException;

/** Adds up what has changed in a volume since its last session. */
final class ChangesSinceSession {

  private final ArchiveStore store;

  ChangesSinceSession(ArchiveStore store) {
    this.store = store;
  }

  /** What has changed from the baseline to the current snapshot, its size included. */
  ChangeMap sinceBaseline(ChangeScan scan, Snapshot baseline, Snapshot current) throws IOException {
    ChangeMap changed = ChangeMap.blank(store.settings().chunkSize(), current.sizeBytes());
    scan.changed(baseline, current, new OrderedRanges(changed));
    markResized(changed, baseline.sizeBytes());
    return changed;
  }

  /** The same, with what was collected up to the baseline: all that the next send looks at. */
  ChangeMap sinceSession(ChangeScan scan, Volume volume, Snapshot baseline, Snapshot current)
      throws IOException {
    ChangeMap changed = sinceBaseline(scan, baseline, current);
    store.changeMap(volume, current.sizeBytes()).ifPresent(changed::add);
    volume.lastSession().ifPresent(last -> markResized(changed, last.volumeBytes()));
    return changed;
  }

  /**
   * What lies behind the former end is new; and the last chunk of either size is stored by other
   * rules than the rest (archive format 1, chapter 7, "short last chunks and resizing").
   */
  private static void markResized(ChangeMap changed, long bytesBefore) {
    if (bytesBefore == changed.volumeBytes()) {
      return;
    }
    ChunkSize chunkSize = changed.chunkSize();
    long formerLast = chunkSize.lastAddress(bytesBefore);
    changed.markRange(formerLast, Math.max(0, changed.volumeBytes() - formerLast));
    changed.mark(chunkSize.lastAddress(changed.volumeBytes()));
  }
}
