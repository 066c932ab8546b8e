package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.key.Ed25519;
import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.destination.ssh.settings.LocalSide;
import io.wyng.destination.ssh.settings.SettingsReader;
import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.common.SshException;

/** An authenticated connection to a server, perhaps through others. Safe for use by threads. */
public final class SshConnection implements AutoCloseable {

  private final LocalSide local;
  private final Deque<Hop> hops;

  private SshConnection(LocalSide local, Deque<Hop> hops) {
    this.local = local;
    this.hops = hops;
  }

  /**
   * Connects.
   *
   * @param local whose keys and settings are used
   * @param user the user; empty for the one that the settings name
   * @param alias the host, or its alias in the settings
   * @param port the port; 0 for the one that the settings name
   * @return the connection
   * @throws IOException when it cannot be made: a {@link DestinationFaultException} where the
   *     reason is known
   */
  public static SshConnection open(LocalSide local, String user, String alias, int port)
      throws IOException {
    Ed25519.teach();
    List<HostSettings> route = Route.to(new SettingsReader(local), user, alias, port);
    Deque<Hop> hops = new ArrayDeque<>();
    try {
      for (HostSettings host : route) {
        Hop hop = new Hop(host, local);
        Way way = hops.isEmpty() ? Way.directlyTo(host) : hops.getLast().through(host);
        hops.add(hop);
        hop.connect(way);
      }
      return new SshConnection(local, hops);
    } catch (IOException | RuntimeException e) {
      closeAll(hops);
      throw e;
    }
  }

  private Hop last() {
    return hops.getLast();
  }

  /**
   * The settings in use.
   *
   * @return the settings of the server
   */
  public HostSettings host() {
    return last().host();
  }

  /**
   * What the operator should hear about: a new host key.
   *
   * @return words without a full stop; may be empty
   */
  public String note() {
    return hops.stream()
        .map(Hop::note)
        .filter(note -> !note.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /**
   * Whether the connection is there.
   *
   * @return false when it was lost or closed
   */
  public boolean isOpen() {
    return hops.stream().allMatch(Hop::isOpen);
  }

  /**
   * The failure to be thrown when something failed because the connection is gone.
   *
   * @param step what was being done, as in {@code while files were read}
   * @return a failure that says why the connection is gone
   */
  public DestinationFaultException lost(String step) {
    for (Hop hop : hops) {
      if (!hop.isOpen()) {
        return hop.lost(step);
      }
    }
    return last().lost(step);
  }

  /**
   * Starts a command.
   *
   * @param command a line for the user's shell over there
   * @param prepare is shown the channel before it is opened
   * @return the channel of the running command
   * @throws IOException when it cannot be started
   */
  public ChannelExec execute(String command, Consumer<ClientChannel> prepare) throws IOException {
    ChannelExec channel = last().session().createExecChannel(command);
    prepare.accept(channel);
    return open(channel, "run a command");
  }

  /**
   * Starts a subsystem.
   *
   * @param name its name, such as {@code sftp}
   * @param prepare is shown the channel before it is opened
   * @return the channel of the running subsystem
   * @throws IOException when it cannot be started
   */
  public ChannelSubsystem subsystem(String name, Consumer<ClientChannel> prepare)
      throws IOException {
    ChannelSubsystem channel = last().session().createSubsystemChannel(name);
    prepare.accept(channel);
    return open(channel, "start " + name);
  }

  private <C extends ClientChannel> C open(C channel, String action) throws IOException {
    try {
      channel.open().verify(local.limits().connect());
      return channel;
    } catch (SshException e) {
      channel.close(true);
      if (!isOpen()) {
        throw lost("when it was to " + action);
      }
      throw new ProviderException(
          "The server " + host().server() + " does not " + action + ": " + Trouble.text(e),
          "Look at the settings of the ssh server (ForceCommand, Subsystem, MaxSessions).",
          e);
    }
  }

  @Override
  public void close() {
    closeAll(hops);
  }

  private static void closeAll(Deque<Hop> hops) {
    hops.descendingIterator().forEachRemaining(Hop::close);
  }
}
