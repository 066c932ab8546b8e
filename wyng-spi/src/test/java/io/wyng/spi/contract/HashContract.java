package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.hash.Hasher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every hash must do. A plugin's test extends this class and says which provider it is about:
 *
 * <pre>{@code
 * class MyHashTest extends HashContract {
 *   @Override
 *   public HashProvider provider() {
 *     return new MyHash();
 *   }
 * }
 * }</pre>
 *
 * <p>That the digests are those of the algorithm is for known answers in the plugin's own test to
 * show.
 */
public abstract class HashContract {

  private static final byte[] DATA = ChunkSample.random(1, 5000);

  /** For subclasses. */
  protected HashContract() {}

  /**
   * The provider under test.
   *
   * @return a new provider on every call
   */
  public abstract HashProvider provider();

  @Test
  void theNameAndTheDescriptionHaveTheirForm() {
    ProviderRules.assertNameAndDescriptionHaveTheirForm(provider());
  }

  @Test
  void settingsAreAlwaysTheSameAndTheirDefaultsAreTaken() {
    ProviderRules.assertSettingsAreAlwaysTheSameAndTheirDefaultsAreTaken(provider());
  }

  @Test
  void theDigestHasTheLengthThatTheProviderStates() {
    int length = provider().digestLength();

    assertTrue(length >= 16 && length <= 64, "digest length " + length);
    assertEquals(length, digest(provider().newHasher(), DATA).length);
    assertEquals(length, digest(provider().newHasher(key(1, 32)), DATA).length);
    assertEquals(length, provider().newHasher().digest().length, "of no data at all");
  }

  @ParameterizedTest
  @MethodSource("io.wyng.spi.contract.ChunkSample#small")
  void equalDataGivesEqualDigestsFromNewAndFromUsedHashers(ChunkSample sample) {
    byte[] expected = digest(provider().newHasher(), sample.bytes());
    Hasher used = provider().newHasher();

    byte[] first = digest(used, sample.bytes());
    byte[] between = digest(used, DATA);
    byte[] second = digest(used, sample.bytes());

    assertArrayEquals(expected, first);
    assertArrayEquals(expected, second);
    assertArrayEquals(digest(provider().newHasher(), DATA), between);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void dataAddedInPartsHasTheDigestOfTheWhole(long seed) {
    SplittableRandom generator = new SplittableRandom(seed);
    byte[] data = ChunkSample.drawn(generator);

    for (Hasher hasher : new Hasher[] {provider().newHasher(), provider().newHasher(key(2, 64))}) {
      byte[] expected = digest(hasher, data);
      ByteBuffer rest = ByteBuffer.wrap(data);
      while (rest.hasRemaining()) {
        int part = generator.nextInt(Math.min(300, rest.remaining()) + 1);
        hasher.update(rest.slice(rest.position(), part));
        rest.position(rest.position() + part);
      }

      assertArrayEquals(expected, hasher.digest());
    }
  }

  @Test
  void onlyTheRemainingBytesCountAndTheyAreConsumedAndNotModified() {
    byte[] expected = digest(provider().newHasher(), DATA);
    GuardedBuffer source = GuardedBuffer.holding(DATA);
    Hasher hasher = provider().newHasher();

    hasher.update(source.buffer());

    source.assertConsumedAndNotModified();
    assertArrayEquals(expected, hasher.digest());
  }

  @Test
  void withAKeyTooOnlyTheRemainingBytesCountAndTheyAreConsumedAndNotModified() {
    byte[] expected = digest(provider().newHasher(key(3, 32)), DATA);
    GuardedBuffer source = GuardedBuffer.holding(DATA);
    Hasher hasher = provider().newHasher(key(3, 32));

    hasher.update(source.buffer());

    source.assertConsumedAndNotModified();
    assertArrayEquals(expected, hasher.digest());
  }

  @Test
  void everyDigestIsAnArrayOfItsOwn() {
    Hasher hasher = provider().newHasher();
    byte[] first = digest(hasher, DATA);
    byte[] copy = first.clone();

    byte[] second = digest(hasher, DATA);
    Arrays.fill(second, (byte) 0);

    assertNotSame(first, second);
    assertArrayEquals(copy, first);
    assertArrayEquals(copy, digest(hasher, DATA));
  }

  @Test
  void everyFlippedBitGivesAnotherDigest() {
    byte[] data = Arrays.copyOf(DATA, 200);
    Hasher hasher = provider().newHasher();
    Set<String> digests = new HashSet<>();
    digests.add(hex(digest(hasher, data)));

    for (int bit = 0; bit < data.length * Byte.SIZE; bit++) {
      byte[] changed = data.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

      assertTrue(digests.add(hex(digest(hasher, changed))), "bit " + bit);
    }
  }

  @Test
  void zerosOfDifferentLengthsHaveDifferentDigests() {
    Hasher hasher = provider().newHasher();
    Set<String> digests = new HashSet<>();

    for (int length = 0; length < 300; length++) {
      assertTrue(digests.add(hex(digest(hasher, new byte[length]))), "length " + length);
    }
  }

  @Test
  void aKeyGivesOtherDigestsThanNoKeyAndThanAnotherKey() {
    Set<String> digests = new HashSet<>();

    assertTrue(digests.add(hex(digest(provider().newHasher(), DATA))));
    for (int length = 16; length <= 64; length++) {
      for (int seed = 1; seed <= 3; seed++) {
        byte[] key = key(seed, length);

        assertTrue(digests.add(hex(digest(provider().newHasher(key), DATA))), "key of " + length);
      }
    }
  }

  @Test
  void equalKeysGiveEqualDigestsFromNewAndFromUsedHashers() {
    for (int length : new int[] {16, 32, 63, 64}) {
      byte[] expected = digest(provider().newHasher(key(4, length)), DATA);
      Hasher used = provider().newHasher(key(4, length));

      digest(used, new byte[1000]);
      used.digest();

      assertArrayEquals(expected, digest(used, DATA), () -> "key of " + length);
    }
  }

  @Test
  void theKeyIsCopiedAndNotModified() {
    byte[] key = key(5, 32);
    byte[] expected = digest(provider().newHasher(key.clone()), DATA);
    Hasher hasher = provider().newHasher(key);

    assertArrayEquals(key(5, 32), key);
    Arrays.fill(key, (byte) 0);

    assertArrayEquals(expected, digest(hasher, DATA));
    assertArrayEquals(expected, digest(hasher, DATA));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 65, 1000})
  void keysOfOtherLengthsAreRefusedWithoutShowingThem(int length) {
    byte[] key = key(6, length);

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> provider().newHasher(key));

    String message = String.valueOf(refusal.getMessage());
    assertFalse(length > 8 && message.contains(hex(key)), "the key is a secret");
  }

  @Test
  void severalThreadsHashAlikeAtTheSameTime() throws Exception {
    HashProvider provider = provider();
    String expected = hex(digest(provider.newHasher(), DATA));

    for (String result :
        ProviderRules.resultsOfSeveralThreads(() -> hex(digest(provider.newHasher(), DATA)))) {
      assertEquals(expected, result);
    }
  }

  private static byte[] digest(Hasher hasher, byte[] data) {
    hasher.update(ByteBuffer.wrap(data));
    return hasher.digest();
  }

  private static byte[] key(long seed, int length) {
    return ChunkSample.random(1000 * seed + length, length);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
