package io.wyng.source.lvmthin;

/** The contract of sources in a pool of 64 KiB chunks. */
final class SmallChunkContractVmSuite extends LvmThinContract {

  SmallChunkContractVmSuite() {
    super(LvmSandbox.POOL);
  }
}
