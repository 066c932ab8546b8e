package io.wyng.destination.ssh.key;

import java.security.KeyPair;
import java.util.Map;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.session.SessionContext;

/**
 * A key with which we may show who we are.
 *
 * @param name how it is called in messages
 * @param key the key
 */
public record Identity(String name, PublicKeyIdentity key) implements PublicKeyIdentity {

  @Override
  public KeyPair getKeyIdentity() {
    return key.getKeyIdentity();
  }

  @Override
  public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
      throws Exception {
    return key.sign(session, algorithm, data);
  }
}
