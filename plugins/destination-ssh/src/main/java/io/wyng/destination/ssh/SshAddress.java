package io.wyng.destination.ssh;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an address {@code ssh://[user@]host[:port]/path}.
 *
 * @param user the user over there; empty when the address names none
 * @param host a host name, an address, or an alias of the ssh configuration
 * @param port the port; 0 when the address names none
 */
record SshAddress(String user, String host, int port) {

  private static final String SHAPE =
      "Write ssh://user@host/path, ssh://user@host:port/path or ssh://user@[IPv6 address]/path.";

  private static final Pattern USER = Pattern.compile("[^-\\s\\p{Cntrl}:@/][^\\s\\p{Cntrl}:@/]*");
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+(?:%[A-Za-z0-9_.-]+)?");
  private static final Pattern PLACE = Pattern.compile("(?:\\[([^\\]]*)]|([^:\\[\\]]*))(?::(.*))?");
  private static final int LAST_PORT = 65_535;

  /**
   * Takes an address apart.
   *
   * @throws ProviderException when it is malformed; nothing was contacted then
   */
  static SshAddress of(DestinationAddress address) throws ProviderException {
    String authority = address.authority();
    if (authority.isEmpty()) {
      boolean hostOnly = address.path().startsWith("//");
      throw malformed(
          address,
          hostOnly ? "the path over there is missing behind the host" : "it names no host");
    }
    int at = authority.lastIndexOf('@');
    String user = authority.substring(0, Math.max(at, 0));
    if (at >= 0) {
      checkUser(address, user);
    }
    Matcher place = PLACE.matcher(authority.substring(at + 1));
    if (!place.matches()) {
      throw malformed(
          address, "the host is not understood; an IPv6 address is written in brackets");
    }
    return new SshAddress(user, host(address, place), port(address, place.group(3)));
  }

  private static void checkUser(DestinationAddress address, String user) throws ProviderException {
    if (user.contains(":")) {
      throw new ProviderException(
          "Malformed destination " + address.scheme() + "://…: a password does not belong there",
          "Leave it out of the address: use a key, or type the password when asked for it.");
    }
    if (!USER.matcher(user).matches()) {
      throw malformed(
          address, "the user is empty, starts with '-' or has blanks or control characters");
    }
  }

  private static String host(DestinationAddress address, Matcher place) throws ProviderException {
    String bracketed = place.group(1);
    if (bracketed != null) {
      if (!IPV6.matcher(bracketed).matches() || !bracketed.contains(":")) {
        throw malformed(address, "what stands in brackets is no IPv6 address");
      }
      return bracketed;
    }
    String host = place.group(2);
    if (host.isEmpty()) {
      throw malformed(address, "it names no host");
    }
    if (!HOST.matcher(host).matches()) {
      throw malformed(
          address, "a host starts with a letter or digit, followed by more of them, '.', '-', '_'");
    }
    return host;
  }

  private static int port(DestinationAddress address, String digits) throws ProviderException {
    if (digits == null) {
      return 0;
    }
    if (digits.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(digits);
      if (port >= 1 && port <= LAST_PORT) {
        return port;
      }
    }
    throw malformed(address, "the port is no number from 1 to " + LAST_PORT);
  }

  private static ProviderException malformed(DestinationAddress address, String why) {
    return new ProviderException("Malformed destination \"" + address + "\": " + why, SHAPE);
  }
}
