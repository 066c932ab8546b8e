package io.wyng.spi.contract;

import io.wyng.spi.destination.Destination;
import java.nio.file.Path;
import java.util.Optional;

/** The destination under test, as the destination contract gets hold of it. */
public interface DestinationFixture {

  /**
   * Connects to the archive of the current test. Before the first call in a test the archive's root
   * does not exist, and nothing of another test is there; further calls connect to the same
   * archive.
   *
   * @return a new connection, which the test closes
   * @throws Exception when there is none
   */
  Destination open() throws Exception;

  /**
   * Where the root of the current test's archive is, or will be, when it lies in a file system of
   * this machine. The tests that plant symbolic links there, and look for leftovers, need it.
   *
   * @return the root's path; empty when it lies elsewhere
   */
  default Optional<Path> localRoot() {
    return Optional.empty();
  }
}
