package io.wyng.shell;

import java.io.IOException;
import java.nio.file.Path;

class BsdTarContractTest extends ShellContract {

  BsdTarContractTest() throws IOException {
    super(
        FarSide.ofTools("bsdtar")
            .with("sh", Path.of("/bin/dash"))
            .with("tar", Path.of("/usr/bin/bsdtar")));
  }
}
