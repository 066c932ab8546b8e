package io.wyng.spi.contract;

import static io.wyng.spi.contract.CodecFixture.decompress;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams that no compressor wrote are refused with {@link CorruptDataException} and nothing else,
 * never write beyond the target, never hang, and leave a decompressor that works.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
interface CodecHostileInputContract extends CodecFixture {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 64 * 1024 - 1})
  default void aStreamThatNeedsMoreRoomThanTheTargetHasIsRefused(int room) throws IOException {
    byte[] stream = compressed(ChunkSample.text(64 * 1024));

    try (Decompressor decompressor = provider().newDecompressor()) {
      assertRefused(decompressor, stream, room);
    }
  }

  @Test
  default void aBombDoesNotExpand() throws IOException {
    byte[] bomb = compressed(new byte[16 * 1024 * 1024]);

    try (Decompressor decompressor = provider().newDecompressor()) {
      assertRefused(decompressor, bomb, 64 * 1024);
    }
  }

  @Test
  default void aSmallStreamIsRefusedWhereverItIsCut() throws IOException {
    byte[] chunk = ChunkSample.text(2000);
    byte[] stream = compressed(chunk);

    try (Decompressor decompressor = provider().newDecompressor()) {
      for (int length = 0; length < stream.length; length++) {
        assertRefused(decompressor, Arrays.copyOf(stream, length), chunk.length);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33, 34})
  default void aLargeStreamIsRefusedWhereverItIsCut(long seed) throws IOException {
    SplittableRandom generator = new SplittableRandom(seed);
    byte[] chunk = ChunkSample.random(seed, 64 * 1024);
    byte[] stream = compressed(chunk);

    try (Decompressor decompressor = provider().newDecompressor()) {
      for (int i = 0; i < 20; i++) {
        byte[] cut = Arrays.copyOf(stream, generator.nextInt(stream.length));

        assertRefused(decompressor, cut, chunk.length);
      }
    }
  }

  @Test
  default void bytesBehindTheStreamAreRefused() throws IOException {
    byte[] chunk = ChunkSample.text(2000);
    byte[] stream = compressed(chunk);

    try (Decompressor decompressor = provider().newDecompressor()) {
      for (byte[] tail : new byte[][] {{0}, {-1}, {0, 0, 0, 0}, ChunkSample.random(41, 100)}) {
        assertRefused(decompressor, joined(stream, tail), chunk.length);
      }
    }
  }

  @Test
  default void aSecondStreamBehindTheFirstIsRefused() throws IOException {
    byte[] stream = compressed(ChunkSample.text(2000));

    try (Decompressor decompressor = provider().newDecompressor()) {
      assertRefused(decompressor, joined(stream, stream), 2000);
      assertRefused(decompressor, joined(stream, stream), 4000);
    }
  }

  @Test
  default void whatIsNoStreamAtAllIsRefused() throws IOException {
    byte[] shifted = joined(new byte[1], compressed(ChunkSample.text(2000)));

    try (Decompressor decompressor = provider().newDecompressor()) {
      assertRefused(decompressor, new byte[0], 2000);
      assertRefused(decompressor, new byte[1000], 2000);
      assertRefused(decompressor, ChunkSample.filled(1000, (byte) 0xff), 2000);
      assertRefused(decompressor, ChunkSample.text(1000), 2000);
      assertRefused(decompressor, shifted, 2000);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {51, 52, 53, 54})
  default void randomBytesAreHarmless(long seed) throws IOException {
    SplittableRandom generator = new SplittableRandom(seed);

    try (Decompressor decompressor = provider().newDecompressor()) {
      for (int i = 0; i < 200; i++) {
        assertHarmless(decompressor, ChunkSample.random(generator.nextLong(), 1 + i), 10_000);
      }
    }
  }

  @Test
  default void anyFlippedBitOfASmallStreamIsHarmless() throws IOException {
    byte[] chunk = ChunkSample.text(200);
    byte[] stream = compressed(chunk);

    try (Decompressor decompressor = provider().newDecompressor()) {
      for (int bit = 0; bit < stream.length * Byte.SIZE; bit++) {
        byte[] damaged = stream.clone();
        flip(damaged, bit);

        assertHarmless(decompressor, damaged, chunk.length);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62, 63, 64})
  default void flippedBitsOfALargeStreamAreHarmless(long seed) throws IOException {
    SplittableRandom generator = new SplittableRandom(seed);
    byte[] chunk = ChunkSample.drawn(generator);
    byte[] stream = compressed(chunk);

    try (Decompressor decompressor = provider().newDecompressor()) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = stream.clone();
        for (int flips = 1 + generator.nextInt(3); flips > 0; flips--) {
          flip(damaged, generator.nextInt(damaged.length * Byte.SIZE));
        }

        assertHarmless(decompressor, damaged, chunk.length);
      }
      assertStillWorks(decompressor);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {71, 72, 73, 74})
  default void bytesReplacedInTheHeaderAreHarmless(long seed) throws IOException {
    SplittableRandom generator = new SplittableRandom(seed);
    byte[] chunk = ChunkSample.text(5000);
    byte[] stream = compressed(chunk);

    try (Decompressor decompressor = provider().newDecompressor()) {
      for (int i = 0; i < 500; i++) {
        byte[] damaged = stream.clone();
        for (int replaced = 1 + generator.nextInt(4); replaced > 0; replaced--) {
          damaged[generator.nextInt(Math.min(32, damaged.length))] = (byte) generator.nextInt();
        }

        assertHarmless(decompressor, damaged, chunk.length);
      }
      assertStillWorks(decompressor);
    }
  }

  private void assertRefused(Decompressor decompressor, byte[] stream, int room)
      throws IOException {
    CorruptDataException refusal =
        assertThrows(
            CorruptDataException.class,
            () -> decompress(decompressor, stream, room),
            () -> stream.length + " bytes into " + room);

    assertSaysWhatIsWrong(refusal);
    assertStillWorks(decompressor);
  }

  /** Refused, or taken for other data that fits: not every codec has a checksum. */
  private static void assertHarmless(Decompressor decompressor, byte[] stream, int room) {
    try {
      decompress(decompressor, stream, room);
    } catch (CorruptDataException refused) {
      assertSaysWhatIsWrong(refused);
    }
  }

  private static void assertSaysWhatIsWrong(CorruptDataException refusal) {
    String message = refusal.getMessage();

    assertFalse(message == null || message.isBlank(), "the message says what is wrong");
  }

  private void assertStillWorks(Decompressor decompressor) throws IOException {
    byte[] chunk = ChunkSample.text(300);
    byte[] stream = compressed(chunk);

    assertArrayEquals(chunk, decompress(decompressor, stream, chunk.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static void flip(byte[] bytes, int bit) {
    bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
  }
}
