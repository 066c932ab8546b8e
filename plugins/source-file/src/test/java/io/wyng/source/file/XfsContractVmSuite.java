package io.wyng.source.file;

import java.io.IOException;
import java.nio.file.Path;

class XfsContractVmSuite extends CloneContract {

  @Override
  Path mount() throws IOException, InterruptedException {
    Disks.run("mkfs.xfs", "-q", "-f", "/dev/vda");
    return Disks.mount("/dev/vda");
  }
}
