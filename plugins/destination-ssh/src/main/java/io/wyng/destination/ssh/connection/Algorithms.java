package io.wyng.destination.ssh.connection;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/**
 * The algorithms that are offered, the best first: nothing with SHA-1 signatures, CBC, or small or
 * broken groups. Of the ciphers AES-GCM is the fastest on processors of today.
 */
final class Algorithms {

  private Algorithms() {}

  static List<KeyExchangeFactory> keyExchanges() {
    return Stream.of(
            BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.sntrup761x25519,
            BuiltinDHFactories.sntrup761x25519_openssh,
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512,
            BuiltinDHFactories.dhgex256,
            BuiltinDHFactories.dhg14_256)
        .filter(OptionalFeature::isSupported)
        .map(ClientBuilder.DH2KEX)
        .toList();
  }

  static List<NamedFactory<Cipher>> ciphers() {
    return Stream.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes192ctr,
            BuiltinCiphers.aes256ctr)
        .filter(OptionalFeature::isSupported)
        .<NamedFactory<Cipher>>map(cipher -> cipher)
        .toList();
  }

  static List<NamedFactory<Mac>> macs() {
    return Stream.of(
            BuiltinMacs.hmacsha256etm,
            BuiltinMacs.hmacsha512etm,
            BuiltinMacs.hmacsha256,
            BuiltinMacs.hmacsha512)
        .<NamedFactory<Mac>>map(mac -> mac)
        .toList();
  }

  /**
   * The signatures of host keys and of our own.
   *
   * @param trustedTypes the types of the host's keys that are known: those are asked for first, so
   *     that a host is not taken for another one because it has a second key
   */
  static List<NamedFactory<Signature>> signatures(Set<String> trustedTypes) {
    return Stream.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256)
        .filter(OptionalFeature::isSupported)
        .sorted(
            Comparator.comparing(signature ->
                !trustedTypes.contains(KeyUtils.getCanonicalKeyType(signature.getName()))))
        .<NamedFactory<Signature>>map(signature -> signature)
        .toList();
  }
}
