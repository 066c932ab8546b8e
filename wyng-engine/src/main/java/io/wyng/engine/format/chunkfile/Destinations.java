package io.wyng.engine.format.chunkfile;

import io.wyng.engine.failure.DestinationException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;

/** Opens destinations by their addresses. */
@FunctionalInterface
public interface Destinations {

  /**
   * Opens a destination.
   *
   * @param address where it is
   * @param root the directory of the archive below the address's path
   * @return the destination, which the caller closes
   * @throws DestinationException when the address cannot be used
   */
  Destination open(DestinationAddress address, ArchivePath root);
}
