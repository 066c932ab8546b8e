package io.wyng.engine.dedup;

import java.util.List;
import java.util.PriorityQueue;

/** Makes one run of several: of equal keys the newest is kept. */
final class RunMerge {

  private RunMerge() {}

  /**
   * @param runs oldest first; they stay open
   * @param writer of the new run
   */
  static SortedRun merge(List<SortedRun> runs, RunWriter writer) {
    PriorityQueue<RunReader> heads = new PriorityQueue<>(runs.size(), RunReader::compare);
    for (int i = 0; i < runs.size(); i++) {
      advance(runs.get(i).reader(runs.size() - i), heads);
    }
    byte[] record = new byte[IndexRecord.BYTES];
    for (RunReader head = heads.poll(); head != null; head = heads.poll()) {
      head.copyTo(record);
      writer.add(record, 0);
      advance(head, heads);
      skip(record, heads);
    }
    return writer.finish();
  }

  /** Passes over the older entries with the key of a record. */
  private static void skip(byte[] record, PriorityQueue<RunReader> heads) {
    for (RunReader older = heads.peek();
        older != null && older.compareKey(record, 0) == 0;
        older = heads.peek()) {
      heads.remove();
      advance(older, heads);
    }
  }

  private static void advance(RunReader reader, PriorityQueue<RunReader> heads) {
    if (reader.advance()) {
      heads.add(reader);
    }
  }
}
