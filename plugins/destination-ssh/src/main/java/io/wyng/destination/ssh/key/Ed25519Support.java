package io.wyng.destination.ssh.key;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.apache.sshd.common.config.keys.PrivateKeyEntryDecoder;
import org.apache.sshd.common.config.keys.PublicKeyEntryDecoder;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSAUtils;
import org.apache.sshd.common.util.security.eddsa.generic.GenericEd25519PublicKeyDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericOpenSSHEd25519PrivateKeyEntryDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;

/**
 * Ed25519 for the ssh library by means of the JDK alone: the library itself would want a second
 * cryptography library for it.
 */
final class Ed25519Support implements EdDSASupport<EdECPublicKey, EdECPrivateKey> {

  /** What stands before the 32 bytes of a public key in an X.509 encoding (RFC 8410). */
  private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /** What stands before the 32 bytes of a private key in a PKCS #8 encoding (RFC 8410). */
  private static final byte[] PRIVATE_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final int KEY_BYTES = 32;

  @Override
  public PublicKeyEntryDecoder<EdECPublicKey, EdECPrivateKey> getEDDSAPublicKeyEntryDecoder() {
    return new GenericEd25519PublicKeyDecoder<>(EdECPublicKey.class, EdECPrivateKey.class, this);
  }

  @Override
  public PrivateKeyEntryDecoder<EdECPublicKey, EdECPrivateKey>
      getOpenSSHEDDSAPrivateKeyEntryDecoder() {
    return new GenericOpenSSHEd25519PrivateKeyEntryDecoder<>(
        EdECPublicKey.class, EdECPrivateKey.class, this);
  }

  @Override
  public Signature getEDDSASigner() {
    return new GenericSignatureEd25519(SecurityUtils.EDDSA);
  }

  @Override
  public int getEDDSAKeySize(Key key) {
    return key instanceof EdECPublicKey || key instanceof EdECPrivateKey ? KEY_SIZE : -1;
  }

  @Override
  public Class<EdECPublicKey> getEDDSAPublicKeyType() {
    return EdECPublicKey.class;
  }

  @Override
  public Class<EdECPrivateKey> getEDDSAPrivateKeyType() {
    return EdECPrivateKey.class;
  }

  @Override
  public boolean compareEDDSAPPublicKeys(PublicKey one, PublicKey other) {
    return one instanceof EdECPublicKey && one.equals(other);
  }

  @Override
  public boolean compareEDDSAPrivateKeys(PrivateKey one, PrivateKey other) {
    return one instanceof EdECPrivateKey && one.equals(other);
  }

  /**
   * The public key that belongs to a private one. The JDK computes it for new keys only: so it is
   * made to choose this key by chance.
   */
  @Override
  public EdECPublicKey recoverEDDSAPublicKey(PrivateKey key) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(SecurityUtils.ED25519);
    generator.initialize(NamedParameterSpec.ED25519, new FixedBytes(checkedSeed(key)));
    return (EdECPublicKey) generator.generateKeyPair().getPublic();
  }

  /** Chance that always has the same result. */
  private static final class FixedBytes extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    FixedBytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }

  @Override
  public EdECPublicKey generateEDDSAPublicKey(byte[] data) throws GeneralSecurityException {
    KeySpec encoded = new X509EncodedKeySpec(prefixed(PUBLIC_PREFIX, data));
    return (EdECPublicKey) factory().generatePublic(encoded);
  }

  @Override
  public EdECPrivateKey generateEDDSAPrivateKey(byte[] seed) throws GeneralSecurityException {
    KeySpec encoded = new PKCS8EncodedKeySpec(prefixed(PRIVATE_PREFIX, seed));
    return (EdECPrivateKey) factory().generatePrivate(encoded);
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance(SecurityUtils.ED25519);
  }

  private static byte[] prefixed(byte[] prefix, byte[] data) throws InvalidKeyException {
    if (data.length != KEY_BYTES) {
      throw new InvalidKeyException("An Ed25519 key has 32 bytes, not " + data.length);
    }
    byte[] whole = new byte[prefix.length + data.length];
    System.arraycopy(prefix, 0, whole, 0, prefix.length);
    System.arraycopy(data, 0, whole, prefix.length, data.length);
    return whole;
  }

  @Override
  public <B extends Buffer> B putRawEDDSAPublicKey(B buffer, PublicKey key) {
    buffer.putBytes(bytes(key));
    return buffer;
  }

  @Override
  public <B extends Buffer> B putEDDSAKeyPair(B buffer, PublicKey publicKey, PrivateKey key) {
    byte[] open = bytes(publicKey);
    byte[] both = new byte[2 * KEY_BYTES];
    System.arraycopy(seed(key), 0, both, 0, KEY_BYTES);
    System.arraycopy(open, 0, both, KEY_BYTES, KEY_BYTES);
    buffer.putBytes(open);
    buffer.putBytes(both);
    return buffer;
  }

  @Override
  public KeySpec createPublicKeySpec(EdECPublicKey key) {
    return new X509EncodedKeySpec(key.getEncoded());
  }

  @Override
  public KeySpec createPrivateKeySpec(EdECPrivateKey key) {
    return new PKCS8EncodedKeySpec(key.getEncoded());
  }

  @Override
  public byte[] getPublicKeyData(EdECPublicKey key) {
    return bytes(key);
  }

  @Override
  public byte[] getPrivateKeyData(EdECPrivateKey key) {
    return seed(key);
  }

  @Override
  public String getKeyFactoryAlgorithm() {
    return SecurityUtils.ED25519;
  }

  private static byte[] checkedSeed(PrivateKey key) throws InvalidKeyException {
    if (!(key instanceof EdECPrivateKey edwards)) {
      throw new InvalidKeyException("No Ed25519 key: " + key.getAlgorithm());
    }
    return seed(edwards);
  }

  private static byte[] seed(PrivateKey key) {
    return ((EdECPrivateKey) key)
        .getBytes()
        .orElseThrow(() -> new IllegalArgumentException("The private key hides its bytes"));
  }

  private static byte[] bytes(PublicKey key) {
    try {
      return EdDSAUtils.getBytes(key);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
