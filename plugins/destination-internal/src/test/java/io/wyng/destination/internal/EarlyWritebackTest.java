package io.wyng.destination.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing to the disk while more is to come. */
final class EarlyWritebackTest {

  @TempDir Path directory;

  @Test
  void theDiskIsToldToBeginAfterEachPortion() throws Exception {
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      EarlyWriteback writeback = new EarlyWriteback(files, directory, 100);

      writeback.written(99);
      writeback.await();
      assertEquals(0, files.steps());

      writeback.written(1);
      writeback.await();
      assertEquals(1, files.steps());

      writeback.written(250);
      writeback.await();
      writeback.written(50);
      writeback.await();
      assertEquals(2, files.steps());
    }
  }

  @Test
  void aFailureIsToldByTheNextPortionAndAtTheEnd() throws Exception {
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      EarlyWriteback writeback = new EarlyWriteback(files, directory, 1);
      files.failAt(1, "Input/output error");

      writeback.written(1);

      IOException atTheEnd = assertThrows(IOException.class, writeback::await);
      assertTrue(atTheEnd.getMessage().contains("Input/output error"), atTheEnd.getMessage());
      assertThrows(IOException.class, () -> writeback.written(1));
    }
  }

  @Test
  void aPowerCutIsNotMistakenForAFailure() throws Exception {
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      EarlyWriteback writeback = new EarlyWriteback(files, directory, 1);
      files.stopAt(1);

      writeback.written(1);

      assertThrows(PowerCut.class, writeback::await);
    }
  }

  @Test
  void anInterruptIsKeptUntilTheDiskIsDone() throws Exception {
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      EarlyWriteback writeback = new EarlyWriteback(files, directory, 1);
      writeback.written(1);

      Thread.currentThread().interrupt();
      writeback.await();

      assertTrue(Thread.interrupted());
      assertEquals(1, files.steps());
    }
  }
}
