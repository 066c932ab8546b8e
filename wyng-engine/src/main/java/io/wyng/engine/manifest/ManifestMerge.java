package io.wyng.engine.manifest;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges manifests into one stream of lines in which, for every address, the newest manifest wins
 * (archive format 1, section 4.1, step 2). Used by one thread.
 */
public final class ManifestMerge implements AutoCloseable {

  private record Head(ManifestEntry entry, ManifestReader reader) {}

  private final List<ManifestReader> readers;
  private final PriorityQueue<Head> heads;

  /**
   * Merges readers, which are closed with this merge.
   *
   * @param readers the manifests; a later one has the greater index and wins over an earlier one
   */
  public ManifestMerge(List<ManifestReader> readers) {
    this.readers = List.copyOf(readers);
    this.heads =
        new PriorityQueue<>(
            Math.max(1, readers.size()),
            Comparator.comparingLong((Head head) -> head.entry.address())
                .thenComparing(head -> head.entry.manifest(), Comparator.reverseOrder()));
    for (ManifestReader reader : this.readers) {
      advance(reader);
    }
  }

  private void advance(ManifestReader reader) {
    ManifestEntry entry = reader.next();
    if (entry != null) {
      heads.add(new Head(entry, reader));
    }
  }

  /**
   * The line for the next address that any manifest mentions.
   *
   * @return the newest line for that address, or null at the end
   */
  public @Nullable ManifestEntry next() {
    Head newest = heads.poll();
    if (newest == null) {
      return null;
    }
    advance(newest.reader);
    for (Head older = heads.peek();
        older != null && older.entry.address() == newest.entry.address();
        older = heads.peek()) {
      heads.remove();
      advance(older.reader);
    }
    return newest.entry;
  }

  @Override
  public void close() {
    readers.forEach(ManifestReader::close);
  }
}
