package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.destination.ssh.settings.SettingsReader;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts on the way to a server, the server being the last. */
final class Route {

  private static final Pattern JUMP =
      Pattern.compile(
          "(?:ssh://)?(?:([^@\\s]+)@)?(?:\\[([0-9A-Fa-f:.%]+)]|([^-:\\s\\[\\]][^:\\s\\[\\]]*))"
              + "(?::([0-9]{1,5}))?/?");
  private static final int MOST_HOSTS = 8;

  private Route() {}

  /** Finds the way; ProxyJump of the first host on the way counts, too, as it does for ssh. */
  static List<HostSettings> to(SettingsReader reader, String user, String alias, int port)
      throws IOException {
    List<HostSettings> way = new ArrayList<>();
    HostSettings next = reader.read(user, alias, port);
    way.add(next);
    while (!next.jumps().isEmpty()) {
      List<HostSettings> before = new ArrayList<>();
      for (String jump : next.jumps()) {
        before.add(read(reader, next, jump));
      }
      way.addAll(0, before);
      if (way.size() > MOST_HOSTS) {
        throw new ProviderException(
            "The way to " + alias + " has more than " + MOST_HOSTS + " hosts",
            "Look at ProxyJump in ~/.ssh/config: perhaps it leads in a circle.");
      }
      next = before.getFirst();
    }
    return way;
  }

  private static HostSettings read(SettingsReader reader, HostSettings of, String jump)
      throws IOException {
    Matcher matcher = JUMP.matcher(jump.strip());
    if (!matcher.matches()) {
      throw new ProviderException(
          "ProxyJump for " + of.alias() + " is not understood",
          "Write [user@]host[:port] into ~/.ssh/config.");
    }
    String host = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
    int port = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    String user = matcher.group(1) == null ? "" : matcher.group(1);
    return reader.read(user, host, port);
  }
}
