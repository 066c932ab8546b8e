package io.wyng.engine.dedup;

/**
 * How much an index may hold at a time. Memory is bounded by these numbers, however many entries
 * there are.
 *
 * @param tableBytes memory for the newest entries
 * @param runsToKeep how many runs there may be while entries are added; each takes 16 KiB when runs
 *     are merged
 * @param runsToSearch how many runs there may be while entries are looked for; each costs a search
 */
record IndexLimits(int tableBytes, int runsToKeep, int runsToSearch) {

  /** 32 MiB of memory: up to 530 000 entries, and as many in each run. */
  static final IndexLimits STANDARD = new IndexLimits(32 << 20, 256, 8);

  IndexLimits {
    if (runsToKeep < runsToSearch || runsToSearch < 1) {
      throw new IllegalArgumentException(runsToKeep + " runs to keep, " + runsToSearch);
    }
  }
}
