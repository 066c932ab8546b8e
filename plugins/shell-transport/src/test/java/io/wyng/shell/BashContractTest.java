package io.wyng.shell;

import java.io.IOException;

class BashContractTest extends ShellContract {

  BashContractTest() throws IOException {
    super(FarSide.ofShell("bash"));
  }
}
