package io.wyng.hash.blake2b;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.contract.HashContract;
import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.hash.Hasher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/**
 * The hash contract, and known answers; those with a key are Python's ({@code hashlib.blake2b}).
 */
class Blake2bHashTest extends HashContract {

  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  /** The compressed chunk of archive format 1, section 3. */
  private static final byte[] COMPRESSED_CHUNK =
      HexFormat.of()
          .parseHex("785eedc181000000008020b6fda516a90a" + "00".repeat(63) + "6a1e8703d0");

  @Override
  public HashProvider provider() {
    return new Blake2bHash();
  }

  @Test
  void theServiceLoaderFindsTheHash() {
    assertTrue(
        ServiceLoader.load(HashProvider.class).stream()
            .anyMatch(p -> p.type() == Blake2bHash.class));
  }

  @Test
  void theNameIsThatOfTheFormat() {
    assertEquals("blake2b", provider().name());
    assertEquals(32, provider().digestLength());
  }

  @Test
  void theFormatsWorkedExampleHasItsDigest() {
    assertEquals(
        "b051feac4ea3d0e921124039df023dee62823fbbec4016c739447b6cd66a6cdd",
        digest(provider().newHasher(), COMPRESSED_CHUNK));
  }

  @Test
  void withoutAKeyTheDigestsAreThoseOfBlake2bWith32Bytes() {
    assertEquals(
        "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
        digest(provider().newHasher(), ABC));
    assertEquals(
        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
        digest(provider().newHasher(), new byte[0]));
  }

  @Test
  void aKeyMakesItTheKeyedModeOfBlake2b() {
    assertEquals(
        "3fd8fd31501cdbe942607b204368e3dc4ebce5744de1a955a6025f5c9848bb20",
        digest(provider().newHasher(ascending(16)), ABC));
    assertEquals(
        "dff38c978666dff5631db35ca15535520d134f5c8060ea569c6a178ad393719f",
        digest(provider().newHasher(ascending(64)), ABC));
    assertEquals(
        "fe7b76a61787c089141f9e10fca1e5092488d89c62ea793fb2c5b1f849b4f2cb",
        digest(provider().newHasher(ascending(64)), ascending(255)));
  }

  private static byte[] ascending(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static String digest(Hasher hasher, byte[] data) {
    hasher.update(ByteBuffer.wrap(data));
    return HexFormat.of().formatHex(hasher.digest());
  }
}
