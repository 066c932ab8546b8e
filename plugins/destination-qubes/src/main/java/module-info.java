/**
 * Archives in another qube of this Qubes system: the destination {@code qubes://QUBE/path}.
 *
 * <p>Uses the SPI and the library {@code io.wyng.shell}. Provides the destination named {@code
 * qubes}, which runs {@code qvm-run}.
 */
module io.wyng.destination.qubes {
  requires io.wyng.shell;
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.destination.DestinationProvider with
      io.wyng.destination.qubes.QubesDestinationProvider;
}
