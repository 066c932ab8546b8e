package io.wyng.engine.manifest;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All lines of several manifests in the order of their addresses, and for one address in the order
 * of the manifests. Used by one thread.
 */
public final class ManifestHistory implements AutoCloseable {

  private record Head(ManifestEntry entry, ManifestReader reader) {}

  private final List<ManifestReader> readers;
  private final PriorityQueue<Head> heads;

  /**
   * Joins readers, which are closed with this history.
   *
   * @param readers the manifests, oldest first
   */
  public ManifestHistory(List<ManifestReader> readers) {
    this.readers = List.copyOf(readers);
    this.heads =
        new PriorityQueue<>(
            Math.max(1, readers.size()),
            Comparator.comparingLong((Head head) -> head.entry.address())
                .thenComparingInt(head -> head.entry.manifest()));
    this.readers.forEach(this::advance);
  }

  private void advance(ManifestReader reader) {
    ManifestEntry entry = reader.next();
    if (entry != null) {
      heads.add(new Head(entry, reader));
    }
  }

  /**
   * The next line.
   *
   * @return the line, or null at the end
   */
  public @Nullable ManifestEntry next() {
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    advance(head.reader);
    return head.entry;
  }

  @Override
  public void close() {
    readers.forEach(ManifestReader::close);
  }
}
