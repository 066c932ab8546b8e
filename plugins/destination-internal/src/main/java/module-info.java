/**
 * Archives in a directory of this machine: the destination {@code internal:/mountpoint}.
 *
 * <p>Uses nothing but the SPI. Provides the destination named {@code internal}. Needs native
 * access, for the free inodes of a file system and for the system's own words about errors.
 */
module io.wyng.destination.internal {
  requires io.wyng.spi;

  provides io.wyng.spi.destination.DestinationProvider with
      io.wyng.destination.internal.InternalDestinationProvider;
}
