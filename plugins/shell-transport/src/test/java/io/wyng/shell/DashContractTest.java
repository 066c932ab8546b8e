package io.wyng.shell;

import java.io.IOException;

class DashContractTest extends ShellContract {

  DashContractTest() throws IOException {
    super(FarSide.ofShell("dash"));
  }
}
