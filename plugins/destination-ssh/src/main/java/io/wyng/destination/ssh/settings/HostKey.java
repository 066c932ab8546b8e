package io.wyng.destination.ssh.settings;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The public key of a host, as it travels.
 *
 * @param type its type, such as {@code ssh-ed25519}
 * @param blob its encoding of RFC 4253, section 6.6, in Base64
 */
public record HostKey(String type, String blob) {

  /**
   * A key.
   *
   * @param type its type
   * @param blob its encoding
   * @return the key
   */
  public static HostKey of(String type, byte[] blob) {
    return new HostKey(type, Base64.getEncoder().encodeToString(blob));
  }

  /**
   * The fingerprint that ssh-keygen shows.
   *
   * @return {@code SHA256:} and 43 characters
   */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return type + " " + fingerprint();
  }
}
