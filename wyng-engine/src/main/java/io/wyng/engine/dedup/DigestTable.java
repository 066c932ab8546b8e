package io.wyng.engine.dedup;

import java.util.Arrays;

/**
 * The newest entries of an index, in memory: a hash table that is sorted.
 *
 * <p>Digests are evenly distributed, so the place of one among all is nearly known from its first
 * bytes. An entry lies at that slot, or behind it where others are in the way; no free slot is
 * between the two, and entries ascend from slot to slot. So one is found in a few steps, and all of
 * them are read in order without being sorted.
 */
final class DigestTable {

  private static final double MAX_LOAD = 0.7;

  private final byte[] slots;
  private final int slotCount;
  private final int maxEntries;

  /** The slots that are computed; those behind them take what the last ones have no room for. */
  private final int homes;

  private int entries;

  DigestTable(int memoryBytes) {
    slotCount = Math.max(4, memoryBytes / IndexRecord.BYTES);
    slots = new byte[slotCount * IndexRecord.BYTES];
    maxEntries = (int) (slotCount * MAX_LOAD);
    homes = slotCount - Math.max(2, Math.min(1000, slotCount / 8));
  }

  /** Whether the next entry that is new may find no room. */
  boolean isFull() {
    return entries >= maxEntries || isEntry(slotCount - 1);
  }

  /** Adds an entry to a table that is not full, or replaces the one with the same key. */
  void put(byte[] record) {
    int slot = slotFor(record);
    if (!holds(slot, record)) {
      int free = slot;
      while (isEntry(free)) {
        free++;
      }
      System.arraycopy(
          slots,
          slot * IndexRecord.BYTES,
          slots,
          (slot + 1) * IndexRecord.BYTES,
          (free - slot) * IndexRecord.BYTES);
      entries++;
    }
    System.arraycopy(record, 0, slots, slot * IndexRecord.BYTES, IndexRecord.BYTES);
  }

  /** Completes a record that has a key only; false when there is no entry with that key. */
  boolean find(byte[] record) {
    int slot = slotFor(record);
    boolean found = holds(slot, record);
    if (found) {
      System.arraycopy(slots, slot * IndexRecord.BYTES, record, 0, IndexRecord.BYTES);
    }
    return found;
  }

  /** The first slot that is free or holds a key that is not less. */
  private int slotFor(byte[] record) {
    int slot = (int) Math.unsignedMultiplyHigh(IndexRecord.prefix(record, 0), homes);
    while (slot < slotCount
        && isEntry(slot)
        && IndexRecord.compareKeys(slots, slot * IndexRecord.BYTES, record, 0) < 0) {
      slot++;
    }
    return slot;
  }

  private boolean holds(int slot, byte[] record) {
    return slot < slotCount
        && isEntry(slot)
        && IndexRecord.compareKeys(slots, slot * IndexRecord.BYTES, record, 0) == 0;
  }

  private boolean isEntry(int slot) {
    return IndexRecord.isEntry(slots, slot * IndexRecord.BYTES);
  }

  /** Moves all entries, ascending, to a file. */
  void drainTo(RunWriter writer) {
    for (int slot = 0; slot < slotCount; slot++) {
      if (isEntry(slot)) {
        writer.add(slots, slot * IndexRecord.BYTES);
      }
    }
    Arrays.fill(slots, (byte) 0);
    entries = 0;
  }
}
