package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says why nothing answers at an address, and what to do about it. */
final class Unreachable {

  private static final String OTHER_PORT =
      "Look whether an ssh server runs there, and whether the port is right (ssh://host:port/path).";

  private Unreachable() {}

  static DestinationFaultException unknown(HostSettings host, UnknownHostException cause) {
    return fault(
        host,
        "the host " + host.hostName() + " is not known",
        "Check the spelling, the name service, and the Host entries in ~/.ssh/config.",
        cause);
  }

  static DestinationFaultException silent(HostSettings host, Duration limit) {
    return fault(
        host, "no ssh server answered within " + limit.toSeconds() + " s", OTHER_PORT, null);
  }

  static DestinationFaultException because(
      HostSettings host, @Nullable IOException failure, Trouble trouble) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case NoRouteToHostException e -> {
          return fault(host, "no route to the host", "Look at the network of both sides.", e);
        }
        case ConnectException e -> {
          return fault(host, Trouble.text(e).toLowerCase(java.util.Locale.ROOT), OTHER_PORT, e);
        }
        case TimeoutException e -> {
          return fault(host, "it does not answer", "Look whether it runs, and at firewalls.", e);
        }
        default -> {
          // the reason may be deeper
        }
      }
    }
    String reason = failure == null ? trouble.text() : Trouble.text(failure);
    return fault(host, reason, OTHER_PORT, failure);
  }

  private static DestinationFaultException fault(
      HostSettings host, String reason, String remedy, @Nullable Throwable cause) {
    String hint = host.proxyCommand() ? " ProxyCommand is not used here; ProxyJump would be." : "";
    return new DestinationFaultException(
        DestinationFault.UNREACHABLE,
        "Cannot reach " + host.server() + ": " + reason,
        remedy + hint,
        cause);
  }
}
