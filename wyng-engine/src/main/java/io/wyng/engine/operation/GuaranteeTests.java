package io.wyng.engine.operation;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import java.io.IOException;
import java.util.function.Consumer;

/** Tries whether a destination does what every destination must do. */
public interface GuaranteeTests {

  /** Makes connections to archives that nobody else uses. */
  interface Connector {

    /**
     * Connects to an archive.
     *
     * @param archive which one; its root does not exist at first
     * @return a new connection, which the caller closes
     * @throws IOException when there is none
     */
    Destination connect(ArchivePath archive) throws IOException;
  }

  /**
   * Tries everything. Ends early when the thread is interrupted.
   *
   * @param connector connects to the destination
   * @param results is told each result, one at a time, by another thread
   */
  void run(Connector connector, Consumer<TestedGuarantee> results);
}
