package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.settings.HostKey;
import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.destination.ssh.settings.KnownHosts;
import io.wyng.destination.ssh.settings.Verdict;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Lets a session go on only with a server whose key is known, and says why when it is not. */
final class HostKeyCheck implements ServerKeyVerifier {

  private final HostSettings host;
  private final KnownHosts known;
  private final boolean acceptNew;
  private volatile @Nullable IOException refusal;
  private volatile String note = "";

  HostKeyCheck(HostSettings host, KnownHosts known, boolean acceptNew) {
    this.host = host;
    this.known = known;
    this.acceptNew = acceptNew;
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
    ByteArrayBuffer blob = new ByteArrayBuffer();
    blob.putRawPublicKey(shown);
    HostKey key = HostKey.of(KeyUtils.getKeyType(shown), blob.getCompactData());
    refusal =
        switch (known.judge(key)) {
          case Verdict.Known() -> null;
          case Verdict.Unknown() -> acceptNew ? remember(key) : unknown(key);
          case Verdict.Changed(HostKey before, String place) -> changed(key, before, place);
          case Verdict.Revoked(String place) -> revoked(key, place);
        };
    return refusal == null;
  }

  /** Why the server is not trusted; nothing when it is, or has shown no key yet. */
  Optional<IOException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** What the operator should hear about although all is well; may be empty. */
  String note() {
    return note;
  }

  private @Nullable IOException remember(HostKey key) {
    try {
      Path file = known.remember(key);
      note = "the key " + key + " of " + host.server() + " is new, and now known in " + file;
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private IOException unknown(HostKey key) {
    return untrusted(
        "The key of " + host.server() + " is not known: it shows " + key,
        "Compare that with what the server itself says (ssh-keygen -lf"
            + " /etc/ssh/ssh_host_…_key.pub there); when it is the same, log in once with "
            + host.sshCommand()
            + ", or repeat the command with --accept-new-host-key.");
  }

  private IOException changed(HostKey key, HostKey before, String place) {
    return untrusted(
        "The key of "
            + host.server()
            + " has changed: it shows "
            + key
            + ", but "
            + before
            + " is known from "
            + place,
        "Somebody may be posing as this server. Only when you know that its key was replaced, take"
            + " that line away (ssh-keygen -R '"
            + host.knownName()
            + "') and log in once with "
            + host.sshCommand()
            + ".");
  }

  private IOException revoked(HostKey key, String place) {
    return untrusted(
        "The key of " + host.server() + " is revoked: " + key + ", see " + place,
        "Do not use this server until its administrator has given it a new key.");
  }

  private static IOException untrusted(String message, String remedy) {
    return new DestinationFaultException(DestinationFault.UNTRUSTED, message, remedy);
  }
}
