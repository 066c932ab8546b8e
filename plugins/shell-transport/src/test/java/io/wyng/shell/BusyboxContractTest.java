package io.wyng.shell;

import java.io.IOException;

class BusyboxContractTest extends ShellContract {

  BusyboxContractTest() throws IOException {
    super(FarSide.ofBusybox());
  }
}
