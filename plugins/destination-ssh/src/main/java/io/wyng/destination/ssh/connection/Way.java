package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.settings.HostSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses at which a server may be reached, to be tried in order.
 *
 * @param addresses one at least
 */
record Way(List<SocketAddress> addresses) {

  /** A single address. */
  static Way to(InetSocketAddress address) {
    return new Way(List.of(address));
  }

  /** What the name service says about a host. */
  static Way directlyTo(HostSettings host) throws IOException {
    try {
      List<SocketAddress> addresses = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host.hostName())) {
        addresses.add(new InetSocketAddress(address, host.port()));
      }
      return new Way(List.copyOf(addresses));
    } catch (UnknownHostException e) {
      throw Unreachable.unknown(host, e);
    }
  }
}
