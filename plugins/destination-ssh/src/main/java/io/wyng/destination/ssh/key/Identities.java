package io.wyng.destination.ssh.key;

import io.wyng.destination.ssh.settings.HostSettings;
import io.wyng.spi.Operator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/**
 * The keys to try at a server: first those of the agent, then those in files, each once. Files are
 * opened when it is their turn.
 */
public final class Identities implements Iterator<PublicKeyIdentity> {

  private final HostSettings host;
  private final Operator operator;
  private final Iterator<Identity> ofAgent;
  private final Iterator<Path> files;
  private final Set<PublicKey> seen = new HashSet<>();
  private final List<String> tried = new ArrayList<>();
  private final List<IOException> unusable = new ArrayList<>();
  private @Nullable Identity next;

  /**
   * The keys for a host.
   *
   * @param host its settings
   * @param operator who is asked for passphrases
   */
  public Identities(HostSettings host, Operator operator) {
    this.host = host;
    this.operator = operator;
    this.files = host.identityFiles().iterator();
    this.ofAgent = agentKeys().iterator();
  }

  private List<Identity> agentKeys() {
    List<Identity> keys =
        host.agentSocket().map(socket -> new Agent(socket).identities()).orElse(List.of());
    if (!host.identitiesOnly()) {
      return keys;
    }
    Set<PublicKey> wanted = new HashSet<>();
    for (Path file : host.identityFiles()) {
      Optional.ofNullable(KeyFile.publicKeyBeside(file)).ifPresent(wanted::add);
    }
    return keys.stream().filter(key -> wanted.contains(key.getKeyIdentity().getPublic())).toList();
  }

  @Override
  public boolean hasNext() {
    while (next == null && ofAgent.hasNext()) {
      take(ofAgent.next());
    }
    while (next == null && files.hasNext()) {
      Path file = files.next();
      try {
        KeyFile.open(file, operator)
            .map(key -> new Identity(file.toString(), key))
            .ifPresent(this::take);
      } catch (IOException e) {
        unusable.add(e);
      }
    }
    return next != null;
  }

  private void take(Identity identity) {
    if (seen.add(identity.getKeyIdentity().getPublic())) {
      next = identity;
    }
  }

  @Override
  public PublicKeyIdentity next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("No more keys");
    }
    Identity identity = next;
    next = null;
    tried.add(identity.name());
    return new Remembering(identity, unusable);
  }

  /** A key that notes why it could not sign, so that the operator can be told. */
  private record Remembering(Identity identity, List<IOException> failures)
      implements PublicKeyIdentity {

    @Override
    public KeyPair getKeyIdentity() {
      return identity.getKeyIdentity();
    }

    @Override
    public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
        throws Exception {
      try {
        return identity.sign(session, algorithm, data);
      } catch (IOException e) {
        failures.add(e);
        throw e;
      }
    }
  }

  /**
   * The keys that the server was asked about.
   *
   * @return their names
   */
  public List<String> tried() {
    return List.copyOf(tried);
  }

  /**
   * What stood in the way of other keys.
   *
   * @return failures with messages for the operator
   */
  public List<IOException> unusable() {
    return List.copyOf(unusable);
  }
}
