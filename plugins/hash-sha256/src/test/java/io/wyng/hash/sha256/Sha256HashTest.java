package io.wyng.hash.sha256;

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

/** The hash contract, and known answers. */
class Sha256HashTest extends HashContract {

  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  /** The compressed chunk of archive format 1, section 3. */
  private static final byte[] COMPRESSED_CHUNK =
      HexFormat.of()
          .parseHex("785eedc181000000008020b6fda516a90a" + "00".repeat(63) + "6a1e8703d0");

  @Override
  public HashProvider provider() {
    return new Sha256Hash();
  }

  @Test
  void theServiceLoaderFindsTheHash() {
    assertTrue(
        ServiceLoader.load(HashProvider.class).stream()
            .anyMatch(p -> p.type() == Sha256Hash.class));
  }

  @Test
  void theNameIsThatOfTheFormat() {
    assertEquals("sha256", provider().name());
    assertEquals(32, provider().digestLength());
  }

  @Test
  void theFormatsWorkedExampleHasItsDigest() {
    assertEquals(
        "1c7c469ce0a3ba3aa3125ffbf990e8c293a30b2fff2ebe3151ae2b9576a91ce3",
        digest(provider().newHasher(), COMPRESSED_CHUNK));
  }

  @Test
  void theStandardsExamplesHaveTheirDigests() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        digest(provider().newHasher(), ABC));
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        digest(provider().newHasher(), new byte[0]));
  }

  /** RFC 4231, test case 1, whose key has 20 bytes. */
  @Test
  void aKeyMakesItHmac() {
    byte[] key = HexFormat.of().parseHex("0b".repeat(20));
    byte[] data = "Hi There".getBytes(StandardCharsets.US_ASCII);

    assertEquals(
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        digest(provider().newHasher(key), data));
  }

  @Test
  void aKeyOfTheGreatestLengthMakesItHmacToo() {
    byte[] key = new byte[64];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }

    assertEquals(
        "6ab541b4869dca71c4ca11d8bb1b02533b789a557583161429292c7404bc21f6",
        digest(provider().newHasher(key), ABC));
  }

  private static String digest(Hasher hasher, byte[] data) {
    hasher.update(ByteBuffer.wrap(data));
    return HexFormat.of().formatHex(hasher.digest());
  }
}
