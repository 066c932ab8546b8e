package io.wyng.destination.qubesssh;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A qube, and a server that its {@code ssh} reaches. Both are parts of a command line that a shell
 * in the qube reads, so nothing is let through that means anything to a shell.
 *
 * @param qube the qube
 * @param server {@code user@host} or {@code host}, as ssh takes it
 */
record Route(String qube, String server) {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "([a-zA-Z][a-zA-Z0-9_-]{0,30})[:|]"
              + "((?:[a-zA-Z0-9_][a-zA-Z0-9._-]{0,63}@)?[a-zA-Z0-9][a-zA-Z0-9._:-]{0,252})");

  /**
   * The route of an address, {@code QUBE:[USER@]HOST}, or with {@code |} instead of the colon.
   *
   * @throws ProviderException when it has none
   */
  static Route of(DestinationAddress address) throws ProviderException {
    Matcher parts = SYNTAX.matcher(address.authority());
    if (!parts.matches()) {
      throw new ProviderException(
          "The destination " + address + " names no qube and ssh server",
          "Write qubes-ssh://QUBE:user@host/path with a plain user and host; what else ssh needs,"
              + " such as a port, belongs into ~/.ssh/config in the qube.");
    }
    return new Route(parts.group(1), parts.group(2));
  }
}
