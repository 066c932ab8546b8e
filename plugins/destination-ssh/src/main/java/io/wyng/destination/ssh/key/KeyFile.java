package io.wyng.destination.ssh.key;

import io.wyng.spi.Operator;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * A private key in a file. Where the public key lies beside it, the private one is read, and its
 * passphrase asked for, only after the server has said that it would take the key. Where nobody can
 * be asked, an encrypted key is found out at once, and another one can be tried.
 */
final class KeyFile implements PublicKeyIdentity {

  private static final int ATTEMPTS = 3;
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path file;
  private final Operator operator;
  private final PublicKey publicKey;
  private @Nullable KeyPair pair;

  private KeyFile(Path file, Operator operator, PublicKey publicKey, @Nullable KeyPair pair) {
    this.file = file;
    this.operator = operator;
    this.publicKey = publicKey;
    this.pair = pair;
  }

  /**
   * The key in a file.
   *
   * @return nothing when there is no such file
   * @throws IOException when it cannot be used; the message says why
   */
  static Optional<KeyFile> open(Path file, Operator operator) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    refuseWhenOthersMayRead(file);
    PublicKey beside = publicKeyBeside(file);
    if (beside != null && operator.isPresent()) {
      return Optional.of(new KeyFile(file, operator, beside, null));
    }
    KeyPair pair = load(file, operator);
    return Optional.of(new KeyFile(file, operator, pair.getPublic(), pair));
  }

  private static void refuseWhenOthersMayRead(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    permissions.retainAll(OF_OTHERS);
    if (!permissions.isEmpty()) {
      throw new ProviderException(
          "The private key " + file + " is not used: others may read or write it",
          "Take that away from them: chmod 600 " + file);
    }
  }

  /** The key of {@code FILE.pub}, or null where that is no help. */
  static @Nullable PublicKey publicKeyBeside(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    try {
      if (!Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      String line = Files.readString(beside, StandardCharsets.ISO_8859_1).strip();
      return PublicKeyEntry.parsePublicKeyEntry(line)
          .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return null; // the private key holds the public one, too
    }
  }

  @Override
  public KeyPair getKeyIdentity() {
    return new KeyPair(publicKey, null);
  }

  @Override
  public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
      throws Exception {
    KeyPair loaded = pair == null ? load(file, operator) : pair;
    pair = loaded;
    ClientSession manager = (ClientSession) session;
    return new KeyPairIdentity(manager, manager.getFactoryManager(), loaded)
        .sign(session, algorithm, data);
  }

  private static KeyPair load(Path file, Operator operator) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), stream, new Passphrase(file, operator));
      if (pairs != null) {
        for (KeyPair pair : pairs) {
          return pair;
        }
      }
      throw unusable(file, "it holds no key of a known kind", null);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw unusable(file, "the passphrase is wrong, or the file is damaged", e);
    }
  }

  private static ProviderException unusable(Path file, String why, @Nullable Throwable cause) {
    return new ProviderException(
        "The private key " + file + " cannot be used: " + why,
        "Look at it with ssh-keygen -y -f " + file + ".",
        cause);
  }

  /** Asks for the passphrase of a key, on a terminal only. */
  private record Passphrase(Path file, Operator operator) implements FilePasswordProvider {

    @Override
    public @Nullable String getPassword(SessionContext session, NamedResource resource, int retry)
        throws IOException {
      if (!operator.isPresent()) {
        throw new ProviderException(
            "The private key "
                + file
                + " is encrypted, and there is no terminal to ask for its"
                + " passphrase",
            "Add it to an agent (ssh-add " + file + "), or run Wyng on a terminal.");
      }
      return operator.secret("Passphrase of " + file + ": ").map(String::new).orElse(null);
    }

    @Override
    public ResourceDecodeResult handleDecodeAttemptResult(
        SessionContext session,
        NamedResource resource,
        int retry,
        String password,
        @Nullable Exception failure) {
      if (failure == null || password == null || password.isEmpty()) {
        return ResourceDecodeResult.TERMINATE;
      }
      return retry < ATTEMPTS - 1 ? ResourceDecodeResult.RETRY : ResourceDecodeResult.TERMINATE;
    }
  }
}
