/**
 * Archives on an ssh server that a qube of this Qubes system reaches: the destination {@code
 * qubes-ssh://QUBE:user@host/path}.
 *
 * <p>Uses the SPI and the library {@code io.wyng.shell}. Provides the destination named {@code
 * qubes-ssh}, which runs {@code qvm-run} and, in the qube, {@code ssh}.
 */
module io.wyng.destination.qubesssh {
  requires io.wyng.shell;
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.destination.DestinationProvider with
      io.wyng.destination.qubesssh.QubesSshDestinationProvider;
}
