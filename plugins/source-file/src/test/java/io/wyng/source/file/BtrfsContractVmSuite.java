package io.wyng.source.file;

import java.io.IOException;
import java.nio.file.Path;

class BtrfsContractVmSuite extends CloneContract {

  @Override
  Path mount() throws IOException, InterruptedException {
    Disks.run("mkfs.btrfs", "-q", "-f", "/dev/vdb");
    return Disks.mount("/dev/vdb");
  }
}
