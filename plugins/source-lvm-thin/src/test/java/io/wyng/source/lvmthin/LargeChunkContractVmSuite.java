package io.wyng.source.lvmthin;

/** The contract of sources in a pool of 512 KiB chunks. */
final class LargeChunkContractVmSuite extends LvmThinContract {

  LargeChunkContractVmSuite() {
    super(LvmSandbox.LARGE_CHUNK_POOL);
  }
}
