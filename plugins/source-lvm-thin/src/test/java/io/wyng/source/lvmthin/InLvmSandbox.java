package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests in the sandbox, each of which leaves it without volumes and without a reservation. */
interface InLvmSandbox {

  @BeforeAll
  static void makeSandbox() throws IOException {
    LvmSandbox.make();
  }

  @AfterEach
  default void clearSandbox() throws IOException {
    boolean reserved = VmTools.isReserved();
    if (reserved) {
      VmTools.message("release_metadata_snap");
    }
    LvmSandbox.clear();
    assertFalse(reserved, "the test left the metadata reserved");
  }
}
