package io.wyng.hash.sha256;

import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.hash.Hasher;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash {@code sha256}: SHA-256 (FIPS 180-4), and HMAC-SHA256 (RFC 2104) with a key. */
public final class Sha256Hash implements HashProvider {

  private static final int DIGEST_LENGTH = 32;
  private static final String MAC = "HmacSHA256";

  /** For the service loader. */
  public Sha256Hash() {}

  @Override
  public String name() {
    return "sha256";
  }

  @Override
  public String description() {
    return "SHA-256, the fastest hash on processors with SHA instructions";
  }

  @Override
  public int digestLength() {
    return DIGEST_LENGTH;
  }

  @Override
  public Hasher newHasher() {
    try {
      return new DigestHasher(MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java run-time lacks SHA-256", e);
    }
  }

  @Override
  public Hasher newHasher(byte[] key) {
    if (key.length < 16 || key.length > 64) {
      throw new IllegalArgumentException("A key of " + key.length + " bytes is not of 16 to 64");
    }
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return new MacHasher(mac);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("This Java run-time lacks " + MAC, e);
    }
  }
}
