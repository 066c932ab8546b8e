package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.destination.ssh.settings.KnownHosts;
import io.wyng.destination.ssh.settings.LocalSide;
import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** One server, reached and logged in at. */
final class Hop implements AutoCloseable {

  private static final Duration TIME_TO_TYPE = Duration.ofMinutes(5);
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final HostSettings host;
  private final LocalSide local;
  private final HostKeyCheck check;
  private final Login login;
  private final Trouble trouble = new Trouble();
  private final SshClient client;
  private @Nullable HeardSession session;

  Hop(HostSettings host, LocalSide local) throws IOException {
    this.host = host;
    this.local = local;
    KnownHosts known = KnownHosts.of(host);
    this.check = new HostKeyCheck(host, known, local.operator().acceptsNewHostKeys());
    this.login = new Login(host, local.operator());
    this.client = SshClient.setUpDefaultClient();
    client.setKeyExchangeFactories(Algorithms.keyExchanges());
    client.setCipherFactories(Algorithms.ciphers());
    client.setMacFactories(Algorithms.macs());
    client.setSignatureFactories(Algorithms.signatures(known.trustedTypes()));
    client.setServerKeyVerifier(check);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.addSessionListener(trouble);
    client.setSessionFactory(new HeardSession.Factory(client));
    login.prepare(client);
    setLimits(local.limits().connect(), local.options().windowBytes());
  }

  /** The library's own limits would end idle but living connections; {@link Pulse} knows better. */
  private void setLimits(Duration connect, long windowBytes) {
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, connect);
    CoreModuleProperties.AUTH_TIMEOUT.set(client, FOR_EVER);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, FOR_EVER);
    CoreModuleProperties.CHANNEL_CLOSE_TIMEOUT.set(client, Duration.ofSeconds(2));
    CoreModuleProperties.DISCONNECT_TIMEOUT.set(client, Duration.ofSeconds(2));
    // Of each channel, of which two may be busy. 8 MiB are enough for 80 MB/s over 100 ms.
    CoreModuleProperties.WINDOW_SIZE.set(client, windowBytes / 2);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
  }

  /**
   * Connects and logs in.
   *
   * @param way leads to the server
   */
  void connect(Way way) throws IOException {
    client.start();
    HeardSession connected = null;
    IOException last = null;
    for (SocketAddress address : way.addresses()) {
      try {
        connected =
            (HeardSession)
                client
                    .connect(host.user(), address, null, null)
                    .verify(local.limits().connect())
                    .getSession();
        break;
      } catch (IOException e) {
        last = e;
      }
    }
    if (connected == null) {
      throw Unreachable.because(host, last, trouble);
    }
    session = connected;
    Pulse.start(connected, trouble, local.limits().silence());
    exchangeKeys(connected);
    logIn(connected);
  }

  private void exchangeKeys(HeardSession connected) throws IOException {
    Set<ClientSessionEvent> state =
        connected.waitFor(
            EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED),
            local.limits().connect());
    if (check.refusal().isPresent()) {
      throw check.refusal().get();
    }
    if (state.contains(ClientSessionEvent.TIMEOUT)) {
      throw Unreachable.silent(host, local.limits().connect());
    }
    if (state.contains(ClientSessionEvent.CLOSED) || !connected.isOpen()) {
      throw trouble.isNegotiation() ? noCommonAlgorithms() : lost("while the connection was made");
    }
  }

  private void logIn(HeardSession connected) throws IOException {
    try {
      Duration limit = local.operator().isPresent() ? TIME_TO_TYPE : local.limits().connect();
      connected.auth().verify(limit);
    } catch (IOException e) {
      if (check.refusal().isPresent()) {
        throw check.refusal().get();
      }
      String reason = Trouble.text(e);
      throw login.refused(reason.startsWith("No more authentication methods") ? "" : reason);
    }
  }

  private ProviderException noCommonAlgorithms() {
    return new ProviderException(
        "Cannot talk to " + host.server() + ": " + trouble.text(),
        "The server knows outdated algorithms only, which are not used here: update it.");
  }

  /**
   * The failure to be thrown when the connection is gone.
   *
   * @param step what was being done, as in {@code while files were read}
   */
  DestinationFaultException lost(String step) {
    return new DestinationFaultException(
        DestinationFault.CONNECTION_LOST,
        "The connection to " + host.server() + " was lost " + step + ": " + trouble.text(),
        "Look whether the server and the network are all right, and repeat the command: it goes on"
            + " where it was.");
  }

  /** Makes a way through this server to another one. */
  Way through(HostSettings next) throws IOException {
    SshdSocketAddress target = new SshdSocketAddress(next.hostName(), next.port());
    SshdSocketAddress here =
        session().startLocalPortForwarding(new SshdSocketAddress("127.0.0.1", 0), target);
    return Way.to(here.toInetSocketAddress());
  }

  ClientSession session() throws IOException {
    ClientSession connected = session;
    if (connected == null || !connected.isOpen()) {
      throw lost("before it was used");
    }
    return connected;
  }

  HostSettings host() {
    return host;
  }

  String note() {
    return check.note();
  }

  boolean isOpen() {
    return session != null && session.isOpen();
  }

  @Override
  public void close() {
    if (session != null) {
      session.close(false).awaitUninterruptibly(Duration.ofSeconds(2));
    }
    client.stop();
  }
}
