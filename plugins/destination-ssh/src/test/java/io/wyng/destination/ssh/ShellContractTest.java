package io.wyng.destination.ssh;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The destination contract with a server that runs commands. */
class ShellContractTest extends ServerContract {

  ShellContractTest() {
    super("ssh with a shell");
  }

  /** One history is enough here: the library that uses the shell tries more of them. */
  @Override
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 1)
  public void afterAnyHistoryTheFilesAreThoseOfTheModel(long seed) throws Exception {
    super.afterAnyHistoryTheFilesAreThoseOfTheModel(seed);
  }
}
