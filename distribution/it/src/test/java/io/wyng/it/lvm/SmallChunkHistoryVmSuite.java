package io.wyng.it.lvm;

import java.io.IOException;

/** Volumes of a pool with chunks of 64 KiB. */
final class SmallChunkHistoryVmSuite extends ThinPoolHistory {

  SmallChunkHistoryVmSuite() throws IOException {
    super(64);
  }
}
