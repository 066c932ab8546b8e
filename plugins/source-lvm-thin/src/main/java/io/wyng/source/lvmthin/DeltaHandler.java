package io.wyng.source.lvmthin;

import java.io.IOException;

/** Receives what {@code thin_delta} says about two thin volumes, in its order. */
interface DeltaHandler {

  /** How a run of blocks compares. */
  enum Kind {
    /** Mapped to the same data in both. */
    SAME,
    /** Mapped to other data in the second. */
    DIFFERENT,
    /** Mapped in the first only: discarded since. */
    LEFT_ONLY,
    /** Mapped in the second only: written since. */
    RIGHT_ONLY
  }

  /**
   * Comes first.
   *
   * @param blockSizeBytes the size of the blocks that are spoken of
   * @param left number of the first volume
   * @param right number of the second volume
   */
  void begin(long blockSizeBytes, long left, long right) throws IOException;

  /**
   * A run of blocks.
   *
   * @param kind how they compare
   * @param begin the first block
   * @param length how many
   */
  void run(Kind kind, long begin, long length) throws IOException;
}
