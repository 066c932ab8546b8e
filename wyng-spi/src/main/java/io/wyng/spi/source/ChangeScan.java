package io.wyng.spi.source;

import java.io.IOException;

/**
 * A consistent look at which parts of snapshots differ or are in use. Used by one thread.
 *
 * <p>Whoever opened the scan closes it on every path: the storage may have reserved something for
 * it.
 */
public interface ChangeScan extends AutoCloseable {

  /**
   * Reports every range that may differ between two snapshots of one volume, written and discarded
   * ones alike. Unchanged ranges may be reported too (storage knows its own granularity only), but
   * a changed one is never left out. What lies behind the end of the smaller snapshot counts as
   * changed.
   *
   * <p>When this method throws, the ranges reported so far mean nothing.
   *
   * @param baseline the older snapshot
   * @param current the newer snapshot
   * @param ranges receives the ranges, ascending and disjoint, within the size of the newer
   *     snapshot
   * @throws IOException when the storage cannot tell, or its answer makes no sense
   */
  void changed(Snapshot baseline, Snapshot current, RangeConsumer ranges) throws IOException;

  /**
   * Reports every range of a snapshot that may hold something other than zeros. Storage that does
   * not know reports everything.
   *
   * @param snapshot the snapshot
   * @param ranges receives the ranges, ascending and disjoint, within the size of the snapshot
   * @throws IOException when the storage cannot tell, or its answer makes no sense
   */
  void allocated(Snapshot snapshot, RangeConsumer ranges) throws IOException;

  /** Releases what was reserved. */
  @Override
  void close() throws IOException;
}
