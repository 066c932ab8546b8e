package io.wyng.destination.ssh.settings;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A host name that known_hosts hides: {@code |1|salt|hash}, an HMAC-SHA1 of the name. */
final class HashedName {

  static final String PREFIX = "|1|";

  private static final int SALT_BYTES = 20;

  private HashedName() {}

  static boolean matches(String hashed, String knownName) {
    List<String> parts = List.of(hashed.substring(PREFIX.length()).split("\\|"));
    if (parts.size() != 2) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(parts.get(0));
      byte[] hash = Base64.getDecoder().decode(parts.get(1));
      return salt.length > 0 && MessageDigest.isEqual(hash, hash(salt, knownName));
    } catch (IllegalArgumentException e) {
      return false; // a damaged line names nobody
    }
  }

  static String of(String knownName) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder encoder = Base64.getEncoder();
    return PREFIX
        + encoder.encodeToString(salt)
        + "|"
        + encoder.encodeToString(hash(salt, knownName));
  }

  private static byte[] hash(byte[] salt, String knownName) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(knownName.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }
}
