package io.wyng.spi.contract;

import static io.wyng.spi.contract.CodecFixture.compress;
import static io.wyng.spi.contract.CodecFixture.decompress;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out again, and the same every time. */
interface CodecRoundTripContract extends CodecFixture {

  String SMALL_SAMPLES = "io.wyng.spi.contract.ChunkSample#small";
  String LARGE_SAMPLES = "io.wyng.spi.contract.ChunkSample#large";

  @Test
  default void theNameAndTheDescriptionHaveTheirForm() {
    ProviderRules.assertNameAndDescriptionHaveTheirForm(provider());
  }

  @Test
  default void settingsAreAlwaysTheSameAndTheirDefaultsAreTaken() {
    ProviderRules.assertSettingsAreAlwaysTheSameAndTheirDefaultsAreTaken(provider());
  }

  @Test
  default void levelsOutsideTheRangeAreRefused() {
    CompressionLevels levels = provider().levels();

    for (int level : new int[] {levels.lowest() - 1, levels.highest() + 1, Integer.MAX_VALUE}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> provider().newCompressor(level),
          () -> "level " + level);
    }
  }

  @ParameterizedTest
  @MethodSource(SMALL_SAMPLES)
  default void aChunkComesBackFromTheLowestTheHighestAndTheStandardLevel(ChunkSample sample)
      throws IOException {
    CompressionLevels levels = provider().levels();

    for (int level : new int[] {levels.lowest(), levels.highest(), levels.standard()}) {
      assertComesBack(level, sample.bytes());
    }
  }

  @ParameterizedTest
  @MethodSource(LARGE_SAMPLES)
  default void aLargeChunkComesBack(ChunkSample sample) throws IOException {
    assertComesBack(provider().levels().standard(), sample.bytes());
  }

  @TestFactory
  default Stream<DynamicTest> aChunkComesBackFromEveryLevel() {
    byte[] chunk = ChunkSample.text(64 * 1024);
    CompressionLevels levels = provider().levels();

    return IntStream.rangeClosed(levels.lowest(), levels.highest())
        .mapToObj(level ->
            DynamicTest.dynamicTest("level " + level, () -> assertComesBack(level, chunk)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  default void manyChunksComeBackThroughOneCompressorAndOneDecompressor(long seed)
      throws IOException {
    SplittableRandom generator = new SplittableRandom(seed);

    try (Compressor compressor = newCompressor();
        Decompressor decompressor = provider().newDecompressor()) {
      for (int i = 0; i < 20; i++) {
        byte[] chunk = ChunkSample.drawn(generator);
        byte[] stream = compress(compressor, chunk);

        assertArrayEquals(chunk, decompress(decompressor, stream, chunk.length));
      }
    }
  }

  @Test
  default void aTargetLargerThanTheChunkIsFilledInPartOnly() throws IOException {
    byte[] chunk = ChunkSample.text(5000);
    byte[] stream = compressed(chunk);

    try (Decompressor decompressor = provider().newDecompressor()) {
      byte[] result = decompress(decompressor, stream, 64 * 1024);

      assertArrayEquals(chunk, result);
    }
  }

  @ParameterizedTest
  @MethodSource(SMALL_SAMPLES)
  default void equalChunksGiveEqualStreamsFromNewAndFromUsedCompressors(ChunkSample sample)
      throws IOException {
    byte[] other = ChunkSample.random(21, 70_000);
    byte[] expected = compressed(sample.bytes());

    try (Compressor used = newCompressor()) {
      byte[] first = compress(used, sample.bytes());
      byte[] between = compress(used, other);
      byte[] second = compress(used, sample.bytes());

      assertArrayEquals(expected, first);
      assertArrayEquals(expected, second);
      assertEquals(between.length, compressed(other).length);
    }
  }

  @Test
  default void moreRoomInTheTargetDoesNotChangeTheStream() throws IOException {
    byte[] chunk = ChunkSample.drawn(new SplittableRandom(22));
    byte[] expected = compressed(chunk);
    GuardedBuffer roomy = GuardedBuffer.withRoomFor(1024 * 1024);

    try (Compressor compressor = newCompressor()) {
      compressor.compress(GuardedBuffer.holding(chunk).buffer(), roomy.buffer());
    }

    assertArrayEquals(expected, roomy.passed());
  }

  @Test
  default void aTargetWithoutTheRoomIsRefusedAndTheCompressorStaysUsable() throws IOException {
    byte[] chunk = ChunkSample.text(3000);

    try (Compressor compressor = newCompressor()) {
      byte[] expected = compress(compressor, chunk);
      GuardedBuffer source = GuardedBuffer.holding(chunk);
      GuardedBuffer target =
          GuardedBuffer.withRoomFor(compressor.maxCompressedLength(chunk.length) - 1);

      assertThrows(
          IllegalArgumentException.class,
          () -> compressor.compress(source.buffer(), target.buffer()));

      assertEquals(0, target.passed().length, "nothing is written");
      target.assertSurroundingsNotModified();
      assertArrayEquals(expected, compress(compressor, chunk));
    }
  }

  @Test
  default void theBoundOfTheCompressedLengthGrowsWithTheChunk() throws IOException {
    try (Compressor compressor = newCompressor()) {
      int before = 0;
      for (int length = 1; length <= 16 * 1024 * 1024; length *= 2) {
        int bound = compressor.maxCompressedLength(length);

        assertTrue(bound > before, "bound " + bound + " for " + length + " bytes");
        before = bound;
      }
    }
  }

  @Test
  default void severalThreadsCompressAlikeAtTheSameTime() throws Exception {
    byte[] chunk = ChunkSample.drawn(new SplittableRandom(23));
    byte[] expected = compressed(chunk);

    List<byte[]> streams = ProviderRules.resultsOfSeveralThreads(() -> compressed(chunk));

    for (byte[] stream : streams) {
      assertArrayEquals(expected, stream);
    }
  }

  @Test
  default void closingTwiceIsAllowed() throws IOException {
    Compressor compressor = newCompressor();
    Decompressor decompressor = provider().newDecompressor();
    byte[] stream = compress(compressor, new byte[100]);
    byte[] chunk = decompress(decompressor, stream, 100);

    compressor.close();
    compressor.close();
    decompressor.close();
    decompressor.close();

    assertTrue(Arrays.equals(new byte[100], chunk));
  }

  private void assertComesBack(int level, byte[] chunk) throws IOException {
    try (Compressor compressor = provider().newCompressor(level);
        Decompressor decompressor = provider().newDecompressor()) {
      byte[] stream = compress(compressor, chunk);

      assertArrayEquals(
          chunk, decompress(decompressor, stream, chunk.length), () -> "level " + level);
    }
  }
}
