package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.lvmthin.DeltaHandler.Kind;
import io.wyng.source.lvmthin.DeltaRanges.Volume;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DeltaRangesTest {

  private static final long BLOCK = 65536;

  private static Volume volume(long id, double sizeBlocks, long mappedBlocks) {
    return new Volume(id, (long) (sizeBlocks * BLOCK), mappedBlocks * BLOCK);
  }

  /** The ranges of a comparison of the volumes 2 and 3, in blocks. */
  private static List<String> changed(Volume left, Volume right, Object... runs)
      throws IOException {
    List<String> found = new ArrayList<>();
    DeltaRanges ranges =
        DeltaRanges.changed(
            left,
            right,
            BLOCK,
            (offset, length) -> found.add((double) offset / BLOCK + "+" + (double) length / BLOCK));
    ranges.begin(BLOCK, 2, 3);
    for (int i = 0; i < runs.length; i += 3) {
      ranges.run(
          (Kind) runs[i], ((Number) runs[i + 1]).longValue(), ((Number) runs[i + 2]).longValue());
    }
    ranges.finish();
    return found;
  }

  @Test
  void allButEqualRunsAreChanges() throws Exception {
    assertEquals(
        List.of("4.0+3.0", "16.0+4.0", "400.0+2.0"),
        changed(
            volume(2, 512, 128),
            volume(3, 512, 126),
            Kind.SAME,
            0,
            4,
            Kind.DIFFERENT,
            4,
            3,
            Kind.SAME,
            7,
            9,
            Kind.LEFT_ONLY,
            16,
            4,
            Kind.SAME,
            20,
            108,
            Kind.RIGHT_ONLY,
            400,
            2));
  }

  @Test
  void changesThatTouchAreOneRange() throws Exception {
    assertEquals(
        List.of("0.0+6.0"),
        changed(
            volume(2, 6, 4),
            volume(3, 6, 4),
            Kind.DIFFERENT,
            0,
            2,
            Kind.LEFT_ONLY,
            2,
            2,
            Kind.RIGHT_ONLY,
            4,
            2));
  }

  @Test
  void theLastRangeEndsWithTheVolumeAlthoughItsBlockDoesNot() throws Exception {
    assertEquals(
        List.of("5.0+0.25"), changed(volume(2, 5.25, 1), volume(3, 5.25, 1), Kind.DIFFERENT, 5, 1));
  }

  @Test
  void runsBehindTheEndOfAVolumeThatShrankAreIgnored() throws Exception {
    assertEquals(
        List.of("3.0+1.0"),
        changed(volume(2, 4, 12), volume(3, 4, 5), Kind.DIFFERENT, 3, 5, Kind.LEFT_ONLY, 90, 7));
  }

  @Test
  void allBehindTheFormerEndIsNewAfterGrowth() throws Exception {
    assertEquals(
        List.of("1.0+1.0", "4.0+6.0"),
        changed(
            volume(2, 4, 4),
            volume(3, 10, 4),
            Kind.SAME,
            0,
            1,
            Kind.DIFFERENT,
            1,
            1,
            Kind.SAME,
            2,
            2));
  }

  @Test
  void theBlockThatTheFormerEndLaysInIsNewAsAWhole() throws Exception {
    assertEquals(List.of("4.0+6.0"), changed(volume(2, 4.5, 5), volume(3, 10, 5), Kind.SAME, 0, 5));
  }

  @Test
  void theBlockThatTheNewEndLaysInCountsAsChangedAfterAShrink() throws Exception {
    assertEquals(List.of("4.0+0.5"), changed(volume(2, 10, 5), volume(3, 4.5, 5), Kind.SAME, 0, 5));
    assertEquals(List.of(), changed(volume(2, 10, 5), volume(3, 4, 5), Kind.SAME, 0, 5));
  }

  @Test
  void mappingsOfOneVolumeAreItsAllocatedRanges() throws Exception {
    List<String> found = new ArrayList<>();
    DeltaRanges ranges =
        DeltaRanges.mapped(
            volume(7, 10, 6),
            BLOCK,
            (offset, length) -> found.add(offset / BLOCK + "+" + length / BLOCK));

    ranges.begin(BLOCK, 7, 7);
    ranges.run(Kind.SAME, 0, 2);
    ranges.run(Kind.SAME, 2, 1);
    ranges.run(Kind.SAME, 8, 3);
    ranges.finish();

    assertEquals(List.of("0+3", "8+2"), found);
  }

  @ParameterizedTest(name = "{0}+{1} then {2}+{3}")
  @CsvSource({
    "4, 2, 5, 1",
    "4, 2, 4, 2",
    "4, 2, 3, 1",
    "4, 2, 0, 1",
    "4, 0, 5, 1",
    "0, 1, 1, 0",
    "0, 1, 9223372036854775807, 1",
    "0, 1, 1, 9223372036854775807",
    "0, 1, 17592186044416, 1"
  })
  void runsThatMakeNoSenseAreRefused(long begin, long length, long nextBegin, long nextLength) {
    ProviderException refusal =
        assertThrows(
            ProviderException.class,
            () ->
                changed(
                    volume(2, 10, 0),
                    volume(3, 10, 3),
                    Kind.RIGHT_ONLY,
                    begin,
                    length,
                    Kind.RIGHT_ONLY,
                    nextBegin,
                    nextLength));

    assertTrue(refusal.getMessage().contains("a run of"), refusal.getMessage());
  }

  @Test
  void equalRunsMustAscendToo() {
    assertThrows(
        ProviderException.class,
        () -> changed(volume(2, 10, 6), volume(3, 10, 6), Kind.SAME, 2, 4, Kind.DIFFERENT, 4, 2));
  }

  @Test
  void anAnswerAboutOtherVolumesIsRefused() {
    DeltaRanges ranges =
        DeltaRanges.changed(volume(2, 1, 0), volume(3, 1, 0), BLOCK, (offset, length) -> {});

    assertThrows(ProviderException.class, () -> ranges.begin(BLOCK, 3, 2));
    assertThrows(ProviderException.class, () -> ranges.begin(BLOCK, 2, 4));
  }

  @Test
  void anAnswerInBlocksOfAnotherSizeIsRefused() {
    DeltaRanges ranges =
        DeltaRanges.changed(volume(2, 1, 0), volume(3, 1, 0), BLOCK, (offset, length) -> {});

    assertThrows(ProviderException.class, () -> ranges.begin(2 * BLOCK, 2, 3));
  }

  @Test
  void anAnswerWithoutAnythingIsRefused() {
    DeltaRanges ranges =
        DeltaRanges.changed(volume(2, 1, 0), volume(3, 1, 0), BLOCK, (offset, length) -> {});

    assertThrows(ProviderException.class, ranges::finish);
  }

  @ParameterizedTest(name = "{0} blocks of the first and {1} of the second are mapped")
  @CsvSource({"9, 8", "11, 8", "10, 7", "10, 9"})
  void anAnswerThatLostOrInventedARunIsRefused(long leftMapped, long rightMapped) {
    ProviderException refusal =
        assertThrows(
            ProviderException.class,
            () ->
                changed(
                    volume(2, 100, leftMapped),
                    volume(3, 100, rightMapped),
                    Kind.SAME,
                    0,
                    5,
                    Kind.LEFT_ONLY,
                    10,
                    5,
                    Kind.RIGHT_ONLY,
                    20,
                    3));

    assertTrue(refusal.getMessage().contains("accounts for"), refusal.getMessage());
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Two volumes as arrays of data blocks, 0 being unmapped, and what thin_delta says of them. */
  private record Model(List<Long> left, List<Long> right, int leftSize, int rightSize) {

    static Model random(RandomGenerator random) {
      int mappings = random.nextInt(1, 60);
      List<Long> left = new ArrayList<>();
      List<Long> right = new ArrayList<>();
      for (int i = 0; i < mappings; i++) {
        long block = random.nextInt(3) == 0 ? 0 : random.nextLong(1, 100);
        long changed = random.nextBoolean() ? 0 : random.nextLong(100, 200);
        left.add(block);
        right.add(random.nextInt(4) == 0 ? changed : block);
      }
      int size = random.nextInt(1, mappings * 4);
      return new Model(
          left, right, size, random.nextBoolean() ? size : random.nextInt(1, mappings * 4));
    }

    Kind kind(int block) {
      if (left.get(block).equals(right.get(block))) {
        return Kind.SAME;
      }
      if (left.get(block) == 0) {
        return Kind.RIGHT_ONLY;
      }
      return right.get(block) == 0 ? Kind.LEFT_ONLY : Kind.DIFFERENT;
    }

    boolean isMapped(int block) {
      return left.get(block) != 0 || right.get(block) != 0;
    }

    void tell(DeltaHandler handler, RandomGenerator random) throws IOException {
      for (int begin = 0, end; begin < left.size(); begin = end) {
        end = begin + 1;
        if (!isMapped(begin)) {
          continue;
        }
        while (end < left.size()
            && isMapped(end)
            && kind(end) == kind(begin)
            && random.nextInt(5) > 0) {
          end++;
        }
        handler.run(kind(begin), begin, end - begin);
      }
    }

    static long mapped(List<Long> blocks) {
      return blocks.stream().filter(block -> block != 0).count();
    }
  }

  /** Sizes are in quarters of a block, so that volumes end anywhere in theirs. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheVolumesExactlyTheChangedBlocksAreReported(long seed) throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Model model = Model.random(random);
    boolean[] reported = new boolean[model.rightSize()];
    long[] previousEnd = {-1};
    DeltaRanges ranges =
        DeltaRanges.changed(
            volume(2, model.leftSize() / 4.0, Model.mapped(model.left())),
            volume(3, model.rightSize() / 4.0, Model.mapped(model.right())),
            BLOCK,
            (offset, length) -> {
              assertTrue(offset > previousEnd[0] && length > 0, "ascending, joined, not empty");
              previousEnd[0] = offset + length;
              Arrays.fill(
                  reported,
                  (int) (offset * 4 / BLOCK),
                  (int) ((offset + length) * 4 / BLOCK),
                  true);
            });

    ranges.begin(BLOCK, 2, 3);
    model.tell(ranges, random);
    ranges.finish();

    boolean[] expected = new boolean[model.rightSize()];
    int common = Math.min(model.leftSize(), model.rightSize());
    for (int quarter = 0; quarter < expected.length; quarter++) {
      int block = quarter / 4;
      boolean differs = block < model.left().size() && model.kind(block) != Kind.SAME;
      boolean behind = model.leftSize() != model.rightSize() && block >= common / 4;
      expected[quarter] = differs || behind;
    }
    assertEquals(Arrays.toString(expected), Arrays.toString(reported));
  }
}
