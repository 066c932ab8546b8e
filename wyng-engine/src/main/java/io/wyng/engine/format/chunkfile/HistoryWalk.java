package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.format.HistoryVisitor;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.manifest.ManifestHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows all sessions of a volume at once where their chunks come from, in one pass over the
 * manifests (archive format 1, section 4.1, for every session).
 */
final class HistoryWalk {

  private final ChunkSize chunkSize;
  private final List<Session> sessions;
  private final ManifestHistory history;
  private final HistoryVisitor visitor;
  private @Nullable ManifestEntry entry;

  HistoryWalk(
      ChunkSize chunkSize,
      List<Session> sessions,
      ManifestHistory history,
      HistoryVisitor visitor) {
    this.chunkSize = chunkSize;
    this.sessions = sessions;
    this.history = history;
    this.visitor = visitor;
    this.entry = history.next();
  }

  void run() {
    long end = sessions.stream().mapToLong(Session::volumeBytes).max().orElse(0);
    for (long address = 0; address < end; address += chunkSize.bytes()) {
      visit(address);
    }
  }

  private void visit(long address) {
    ManifestEntry current = entry;
    int first = manifestAt(current, address);
    if (first > 0) {
      visitor.gap(address, first);
    }
    while (current != null && current.address() == address) {
      entry = history.next();
      visitor.chunk(address, current.manifest(), manifestAt(entry, address));
      current = entry;
    }
  }

  private int manifestAt(@Nullable ManifestEntry next, long address) {
    return next != null && next.address() == address ? next.manifest() : sessions.size();
  }
}
