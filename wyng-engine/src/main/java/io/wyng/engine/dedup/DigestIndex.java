package io.wyng.engine.dedup;

import io.wyng.engine.archive.ChunkDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From the digest of a chunk to a place where it is stored, for archives of hundreds of millions of
 * chunks: about 40 MiB of memory, whatever the size, and on disk 44 bytes a chunk, twice that while
 * runs are merged.
 *
 * <p>Entries are collected in a table in memory. A full table becomes a sorted file, a
 * <em>run</em>. Runs are merged when there are too many. A digest is looked for in the table first
 * and then from the newest run to the oldest, so that the entry that was put last is the one that
 * is found. Used by one thread.
 *
 * <p>Failures of the scratch files are {@link io.wyng.engine.failure.LocalException}s.
 */
public final class DigestIndex implements AutoCloseable {

  /** A run that is so many times greater than all newer ones is left out of their merge. */
  private static final int MUCH_GREATER = 2;

  private final ScratchDirectory scratch;
  private final IndexLimits limits;
  private final DigestTable table;
  private final byte[] record = new byte[IndexRecord.BYTES];

  /** Oldest first. */
  private final List<SortedRun> runs = new ArrayList<>();

  /**
   * An empty index.
   *
   * @param directory for scratch files; whatever is in it is deleted, and the directory with this
   *     index
   */
  public DigestIndex(Path directory) {
    this(directory, IndexLimits.STANDARD);
  }

  DigestIndex(Path directory, IndexLimits limits) {
    this.scratch = new ScratchDirectory(directory);
    this.limits = limits;
    this.table = new DigestTable(limits.tableBytes());
  }

  /**
   * Adds an entry. It replaces an earlier one of the same digest.
   *
   * @param digest of a chunk that is not all zeros
   * @param place where it is stored
   */
  public void put(ChunkDigest digest, ChunkPlace place) {
    if (table.isFull()) {
      spill();
    }
    IndexRecord.setKey(record, digest);
    IndexRecord.setPlace(record, place);
    table.put(record);
  }

  private void spill() {
    ScratchFile file = scratch.newFile();
    boolean written = false;
    try {
      RunWriter writer = new RunWriter(file);
      table.drainTo(writer);
      runs.add(writer.finish());
      written = true;
    } finally {
      if (!written) {
        file.close();
      }
    }
    mergeDownTo(limits.runsToKeep());
  }

  /**
   * Looks for a digest.
   *
   * @param digest of a chunk
   * @return the place that was put last, or empty
   */
  public Optional<ChunkPlace> find(ChunkDigest digest) {
    mergeDownTo(limits.runsToSearch());
    IndexRecord.setKey(record, digest);
    boolean found = table.find(record);
    for (int i = runs.size() - 1; i >= 0 && !found; i--) {
      found = runs.get(i).find(record);
    }
    return found ? Optional.of(IndexRecord.place(record)) : Optional.empty();
  }

  private void mergeDownTo(int most) {
    while (runs.size() > most) {
      mergeNewest();
    }
  }

  /**
   * Merges the newest runs, as far back as a run is not much greater than what would be merged with
   * it: so an entry is written again only when the index has grown by a good part.
   */
  private void mergeNewest() {
    int from = runs.size() - 2;
    long records = runs.get(from).records() + runs.get(from + 1).records();
    while (from > 0 && runs.get(from - 1).records() <= MUCH_GREATER * records) {
      from--;
      records += runs.get(from).records();
    }
    List<SortedRun> merged = runs.subList(from, runs.size());
    ScratchFile file = scratch.newFile();
    boolean written = false;
    try {
      SortedRun run = RunMerge.merge(merged, new RunWriter(file));
      merged.forEach(SortedRun::close);
      merged.clear();
      runs.add(run);
      written = true;
    } finally {
      if (!written) {
        file.close();
      }
    }
  }

  /** Takes away the scratch files. */
  @Override
  public void close() {
    try (scratch) {
      runs.forEach(SortedRun::close);
    }
  }
}
