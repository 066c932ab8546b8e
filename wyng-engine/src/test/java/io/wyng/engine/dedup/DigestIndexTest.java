package io.wyng.engine.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.wyng.engine.archive.ChunkDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestIndexTest {

  /** So little memory that runs are written and merged all the time. */
  private static final IndexLimits TINY = new IndexLimits(30 * IndexRecord.BYTES, 5, 2);

  @TempDir Path directory;

  private Path scratch() {
    return directory.resolve("meta/.tmp/dedup");
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static ChunkDigest digest(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return ChunkDigest.of(bytes);
  }

  /**
   * A digest that begins and ends as many others do: a hash makes no such ones, but a search must
   * not rely on that.
   */
  private static ChunkDigest clusteredDigest(RandomGenerator random) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) (random.nextBoolean() ? 0xff : 0x17);
    bytes[7] = (byte) random.nextInt(3);
    bytes[20] = (byte) random.nextInt(256);
    bytes[31] = (byte) random.nextInt(2);
    return ChunkDigest.of(bytes);
  }

  private static ChunkPlace place(RandomGenerator random) {
    return new ChunkPlace(
        random.nextInt(Integer.MAX_VALUE), random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
  }

  @ParameterizedTest(name = "seed {0}, clustered: {1}")
  @CsvSource({"1, false", "2, false", "3, false", "4, true", "5, true", "6, true"})
  void whateverIsPutAndLookedForItIsWhatAHashMapSays(long seed, boolean clustered) {
    RandomGenerator random = random(seed);
    Map<ChunkDigest, ChunkPlace> model = new HashMap<>();
    List<ChunkDigest> known = new ArrayList<>();
    try (DigestIndex index = new DigestIndex(scratch(), TINY)) {
      for (int i = 0; i < 20_000; i++) {
        boolean isNew = known.isEmpty() || random.nextInt(3) > 0;
        ChunkDigest digest =
            isNew
                ? clustered ? clusteredDigest(random) : digest(random)
                : known.get(random.nextInt(known.size()));
        if (random.nextBoolean()) {
          ChunkPlace place = place(random);
          index.put(digest, place);
          model.put(digest, place);
          known.add(digest);
        } else {
          assertEquals(Optional.ofNullable(model.get(digest)), index.find(digest));
        }
      }

      model.forEach((digest, place) -> assertEquals(Optional.of(place), index.find(digest)));
    }
  }

  @ParameterizedTest(name = "{0} entries")
  @ValueSource(ints = {0, 1, 20, 21, 22, 92, 93, 94, 186, 187, 400, 5_000})
  void allEntriesAreFoundAndNoOthersHoweverManyThereAre(int entries) {
    RandomGenerator random = random(entries);
    List<ChunkDigest> digests = Stream.generate(() -> digest(random)).limit(entries).toList();
    try (DigestIndex index = new DigestIndex(scratch(), TINY)) {
      for (int i = 0; i < entries; i++) {
        index.put(digests.get(i), new ChunkPlace(i, 65_536L * i));
      }

      for (int i = 0; i < entries; i++) {
        assertEquals(Optional.of(new ChunkPlace(i, 65_536L * i)), index.find(digests.get(i)));
      }
      for (int i = 0; i < 1000; i++) {
        assertEquals(Optional.empty(), index.find(digest(random)));
      }
    }
  }

  @Test
  void theLeastAndTheGreatestDigestAreFound() {
    ChunkDigest least = new ChunkDigest("0".repeat(64));
    ChunkDigest greatest = new ChunkDigest("f".repeat(64));
    RandomGenerator random = random(1);
    try (DigestIndex index = new DigestIndex(scratch(), TINY)) {
      assertEquals(Optional.empty(), index.find(least));
      index.put(least, new ChunkPlace(1, 0));
      index.put(greatest, new ChunkPlace(2, 0));
      for (int i = 0; i < 1000; i++) {
        index.put(digest(random), new ChunkPlace(3, 0));
      }

      assertEquals(Optional.of(new ChunkPlace(1, 0)), index.find(least));
      assertEquals(Optional.of(new ChunkPlace(2, 0)), index.find(greatest));
    }
  }

  @Test
  void onePlaceIsKeptForADigestThatIsPutAgainAndAgain() {
    ChunkDigest digest = digest(random(1));
    RandomGenerator random = random(2);
    try (DigestIndex index = new DigestIndex(scratch(), TINY)) {
      for (int i = 0; i < 2000; i++) {
        index.put(digest, new ChunkPlace(i, i));
        index.put(digest(random), new ChunkPlace(7, 7));
      }

      assertEquals(Optional.of(new ChunkPlace(1999, 1999)), index.find(digest));
    }
  }

  @Test
  void digestsOfHashesWithOtherLengthsAreFound() {
    ChunkDigest shorter = new ChunkDigest("ab".repeat(16));
    ChunkDigest longer = new ChunkDigest("ab".repeat(64));
    try (DigestIndex index = new DigestIndex(scratch(), TINY)) {
      index.put(shorter, new ChunkPlace(1, 1));
      index.put(longer, new ChunkPlace(2, 2));

      assertEquals(Optional.of(new ChunkPlace(1, 1)), index.find(shorter));
      assertEquals(Optional.of(new ChunkPlace(2, 2)), index.find(longer));
    }
  }

  @Test
  void scratchFilesHaveNoNamesSoThatAKilledProcessLeavesNone() throws IOException {
    RandomGenerator random = random(1);
    try (DigestIndex index = new DigestIndex(scratch(), TINY)) {
      for (int i = 0; i < 1000; i++) {
        index.put(digest(random), new ChunkPlace(i, i));
      }

      try (Stream<Path> files = Files.list(scratch())) {
        assertEquals(0, files.count());
      }
    }
    assertFalse(Files.exists(scratch()));
  }

  @Test
  void whatAKilledProcessDidLeaveIsTakenAway() throws IOException {
    Files.createDirectories(scratch());
    Files.writeString(scratch().resolve("run-0"), "left behind");

    try (DigestIndex index = new DigestIndex(scratch(), TINY)) {
      index.put(digest(random(1)), new ChunkPlace(1, 1));
    }

    assertFalse(Files.exists(scratch()));
  }
}
