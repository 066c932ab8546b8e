package io.wyng.destination.ssh.key;

import io.wyng.destination.ssh.message.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The keys that an ssh agent holds. Each question is a conversation of its own. */
final class Agent {

  private static final byte REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_256 = 2;
  private static final int RSA_SHA2_512 = 4;
  private static final int MOST_KEYS = 1000;
  private static final Duration TIME_TO_LIST = Duration.ofSeconds(10);

  /** Somebody may have to press a key. */
  private static final Duration TIME_TO_CONFIRM = Duration.ofMinutes(2);

  private final Path socket;

  Agent(Path socket) {
    this.socket = socket;
  }

  /** The keys; none when there is no agent. */
  List<Identity> identities() {
    if (!Files.exists(socket)) {
      return List.of();
    }
    try (AgentConnection connection = AgentConnection.open(socket, TIME_TO_LIST)) {
      Buffer request = new ByteArrayBuffer();
      request.putByte(REQUEST_IDENTITIES);
      return parse(connection.ask(request, IDENTITIES_ANSWER));
    } catch (IOException e) {
      return List.of(); // as without an agent: the keys in files are left
    }
  }

  private List<Identity> parse(Buffer answer) {
    List<Identity> keys = new ArrayList<>();
    int count = Math.min(answer.getInt(), MOST_KEYS);
    for (int i = 0; i < count; i++) {
      byte[] blob = answer.getBytes();
      String comment = Words.of(answer.getString());
      publicKey(blob)
          .map(key -> new Identity(comment + " of the agent", new AgentKey(blob, key)))
          .ifPresent(keys::add);
    }
    return keys;
  }

  /** Nothing when it is of a type that is not known here, such as one in a security token. */
  private static Optional<PublicKey> publicKey(byte[] blob) {
    try {
      return Optional.ofNullable(new ByteArrayBuffer(blob).getRawPublicKey());
    } catch (SshException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A key whose private part never leaves the agent. */
  private final class AgentKey implements PublicKeyIdentity {

    private final byte[] blob;
    private final PublicKey key;

    AgentKey(byte[] blob, PublicKey key) {
      this.blob = blob.clone();
      this.key = key;
    }

    @Override
    public KeyPair getKeyIdentity() {
      return new KeyPair(key, null);
    }

    @Override
    public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
        throws IOException {
      Buffer request = new ByteArrayBuffer();
      request.putByte(SIGN_REQUEST);
      request.putBytes(blob);
      request.putBytes(data);
      request.putInt(flags(algorithm));
      try (AgentConnection connection = AgentConnection.open(socket, TIME_TO_CONFIRM)) {
        Buffer answer = connection.ask(request, SIGN_RESPONSE);
        Buffer signature = new ByteArrayBuffer(answer.getBytes());
        return Map.entry(signature.getString(), signature.getBytes());
      }
    }
  }

  private static int flags(String algorithm) {
    return switch (algorithm) {
      case "rsa-sha2-256" -> RSA_SHA2_256;
      case "rsa-sha2-512" -> RSA_SHA2_512;
      default -> 0;
    };
  }
}
