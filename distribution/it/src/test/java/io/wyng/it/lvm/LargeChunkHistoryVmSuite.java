package io.wyng.it.lvm;

import java.io.IOException;

/** Volumes of a pool with chunks of 512 KiB. */
final class LargeChunkHistoryVmSuite extends ThinPoolHistory {

  LargeChunkHistoryVmSuite() throws IOException {
    super(512);
  }
}
