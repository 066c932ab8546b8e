package io.wyng.spi.contract;

import static io.wyng.spi.contract.SourceScenario.ARCHIVE;
import static io.wyng.spi.contract.SourceScenario.LABEL;
import static io.wyng.spi.contract.SourceScenario.OTHER_ARCHIVE;
import static io.wyng.spi.contract.SourceScenario.OTHER_VOLUME;
import static io.wyng.spi.contract.SourceScenario.VOLUME;
import static io.wyng.spi.contract.SourceScenario.content;
import static io.wyng.spi.contract.SourceScenario.createBaseline;
import static io.wyng.spi.contract.SourceScenario.createFilledVolume;
import static io.wyng.spi.contract.SourceScenario.open;
import static io.wyng.spi.contract.SourceScenario.random;
import static io.wyng.spi.contract.SourceScenario.randomBytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, finding, promoting, reading and removing snapshots. */
interface SourceSnapshotContract extends SourceFixture {

  @Test
  default void aVolumeHasNoSnapshotsAtFirst() throws Exception {
    createVolume(VOLUME, unitBytes());

    try (Source source = open(this)) {
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.baseline(OTHER_VOLUME, ARCHIVE));
    }
  }

  @Test
  default void aSnapshotIsTheVolumeAtThatInstant() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    byte[] atThatInstant = readVolume(VOLUME);

    try (Source source = open(this)) {
      Snapshot snapshot = source.createCurrent(VOLUME, ARCHIVE);
      writeVolume(VOLUME, 1, randomBytes(7, 3 * unitBytes()));

      assertEquals(VOLUME, snapshot.volume());
      assertEquals(atThatInstant.length, snapshot.sizeBytes());
      assertArrayEquals(atThatInstant, content(source, snapshot));
    }
  }

  @Test
  default void aSnapshotKeepsItsSizeWhenTheVolumeIsResized() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    byte[] before = readVolume(VOLUME);

    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      resizeVolume(VOLUME, 2L * unitBytes());
      Snapshot shrunk = source.createCurrent(VOLUME, ARCHIVE);
      resizeVolume(VOLUME, 6L * unitBytes());

      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.of(shrunk), source.current(VOLUME, ARCHIVE));
      assertArrayEquals(before, content(source, baseline));
      assertArrayEquals(Arrays.copyOf(before, 2 * unitBytes()), content(source, shrunk));
    }
  }

  @Test
  default void aSnapshotOfAVolumeThatDoesNotExistFailsWithItsNameAndLeavesNothing()
      throws Exception {
    try (Source source = open(this)) {
      IOException failure =
          assertThrows(IOException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertTrue(String.valueOf(failure.getMessage()).contains(VOLUME.text()));
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
    }
  }

  @Test
  default void everySnapshotHasAnIdentityThatNoOtherEverHad() throws Exception {
    Set<String> identities = new HashSet<>();
    try (Source source = open(this)) {
      for (int round = 0; round < 2; round++) {
        createVolume(VOLUME, unitBytes());
        for (int i = 0; i < 3; i++) {
          Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
          assertTrue(current.identity().matches("[a-zA-Z0-9+._-]{1,64}"), current.identity());
          assertTrue(identities.add(current.identity()), current.identity());
          source.promote(current, LABEL);
        }
        source.remove(source.createCurrent(VOLUME, ARCHIVE));
        source.remove(source.baseline(VOLUME, ARCHIVE).orElseThrow());
        deleteVolume(VOLUME);
      }
    }
  }

  @Test
  default void aCurrentSnapshotLeftBehindIsFoundAgain() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    byte[] before = readVolume(VOLUME);
    Snapshot left;
    try (Source source = open(this)) {
      left = source.createCurrent(VOLUME, ARCHIVE);
    }
    writeVolume(VOLUME, 0, new byte[unitBytes()]);

    try (Source source = open(this)) {
      Snapshot found = source.current(VOLUME, ARCHIVE).orElseThrow();

      assertEquals(left, found);
      assertArrayEquals(before, content(source, found));
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
    }
  }

  @Test
  default void aBaselineAndACurrentSnapshotAreFoundAgain() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    byte[] older = readVolume(VOLUME);
    Snapshot baseline;
    Snapshot current;
    try (Source source = open(this)) {
      baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 5, randomBytes(5, unitBytes()));
      current = source.createCurrent(VOLUME, ARCHIVE);
    }
    byte[] newer = readVolume(VOLUME);
    writeVolume(VOLUME, 0, new byte[2 * unitBytes()]);

    try (Source source = open(this)) {
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.of(current), source.current(VOLUME, ARCHIVE));
      assertArrayEquals(older, content(source, baseline));
      assertArrayEquals(newer, content(source, current));
    }
  }

  @Test
  default void aNewCurrentSnapshotReplacesTheOneLeftBehindAndKeepsTheBaseline() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    byte[] older = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 5, randomBytes(5, unitBytes()));
      Snapshot left = source.createCurrent(VOLUME, ARCHIVE);
      writeVolume(VOLUME, unitBytes(), randomBytes(6, unitBytes()));

      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      assertNotEquals(left.identity(), current.identity());
      assertEquals(Optional.of(current), source.current(VOLUME, ARCHIVE));
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertArrayEquals(readVolume(VOLUME), content(source, current));
      assertArrayEquals(older, content(source, baseline));
    }
  }

  @Test
  default void aPromotedSnapshotIsTheBaselineWithTheSameIdentityAndContent() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    try (Source source = open(this)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      Snapshot baseline = source.promote(current, LABEL);

      assertEquals(current.identity(), baseline.identity());
      assertEquals(current.sizeBytes(), baseline.sizeBytes());
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertArrayEquals(readVolume(VOLUME), content(source, baseline));
    }
  }

  @Test
  default void aPromotedSnapshotTakesThePlaceOfTheFormerBaseline() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    try (Source source = open(this)) {
      createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 5, randomBytes(5, unitBytes()));
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      Snapshot baseline = source.promote(current, LABEL);

      assertEquals(current.identity(), baseline.identity());
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertArrayEquals(readVolume(VOLUME), content(source, baseline));
    }
  }

  @Test
  default void promotingAgainChangesNothing() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    Snapshot current;
    Snapshot first;
    try (Source source = open(this)) {
      createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 5, randomBytes(5, unitBytes()));
      current = source.createCurrent(VOLUME, ARCHIVE);
      first = source.promote(current, LABEL);
      assertEquals(first, source.promote(current, LABEL));
    }

    try (Source source = open(this)) {
      assertEquals(first, source.promote(current, LABEL));
      assertArrayEquals(readVolume(VOLUME), content(source, first));
    }
  }

  @Test
  default void aSnapshotIsPromotedWhenTheFormerBaselineIsGoneAlready() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    Snapshot current;
    try (Source source = open(this)) {
      Snapshot former = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 5, randomBytes(5, unitBytes()));
      current = source.createCurrent(VOLUME, ARCHIVE);
      source.remove(former);
    }

    try (Source source = open(this)) {
      Snapshot found = source.current(VOLUME, ARCHIVE).orElseThrow();
      assertEquals(current.identity(), found.identity());
      assertArrayEquals(readVolume(VOLUME), content(source, found));

      Snapshot baseline = source.promote(found, LABEL);

      assertEquals(current.identity(), baseline.identity());
      assertArrayEquals(readVolume(VOLUME), content(source, baseline));
    }
  }

  @Test
  default void aRemovedSnapshotIsGone() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      source.remove(current);
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertArrayEquals(readVolume(VOLUME), content(source, baseline));

      source.remove(baseline);
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
      assertThrows(IOException.class, () -> source.openReader(baseline).close());
    }
  }

  @Test
  default void removingWhatIsGoneIsNoError() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    try (Source source = open(this)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      source.remove(current);
      source.remove(current);

      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      source.remove(current);
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));

      source.remove(baseline);
      source.remove(baseline);
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
    }
  }

  @Test
  default void removingASnapshotThatWasReplacedKeepsItsSuccessor() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    try (Source source = open(this)) {
      Snapshot formerBaseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot formerCurrent = source.createCurrent(VOLUME, ARCHIVE);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      source.remove(formerBaseline);
      source.remove(formerCurrent);

      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.of(current), source.current(VOLUME, ARCHIVE));
    }
  }

  @Test
  default void snapshotsOutliveTheirVolume() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    byte[] older = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 5, randomBytes(5, unitBytes()));
      byte[] newer = readVolume(VOLUME);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      deleteVolume(VOLUME);

      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.of(current), source.current(VOLUME, ARCHIVE));
      assertArrayEquals(older, content(source, baseline));
      assertArrayEquals(newer, content(source, current));

      source.remove(current);
      source.remove(baseline);
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
    }
  }

  @Test
  default void snapshotsOfOneVolumeAreNotThoseOfAnother() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    createFilledVolume(this, OTHER_VOLUME, 3);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot otherCurrent = source.createCurrent(OTHER_VOLUME, ARCHIVE);

      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.baseline(OTHER_VOLUME, ARCHIVE));
      assertEquals(Optional.of(otherCurrent), source.current(OTHER_VOLUME, ARCHIVE));

      source.remove(otherCurrent);
      assertArrayEquals(readVolume(VOLUME), content(source, baseline));
    }
  }

  @Test
  default void anotherArchiveNeverGetsThisArchivesBaseline() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    try (Source source = open(this)) {
      createBaseline(source, VOLUME, ARCHIVE);

      Optional<Snapshot> found;
      try {
        found = source.baseline(VOLUME, OTHER_ARCHIVE);
      } catch (IOException e) {
        found = Optional.empty();
        assertFalse(String.valueOf(e.getMessage()).isBlank());
      }

      assertEquals(Optional.empty(), found);
    }
  }

  @Test
  @EnabledIf("keepsArchivesApart")
  default void eachArchiveHasItsOwnSnapshots() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    byte[] older = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 5, randomBytes(5, unitBytes()));
      Snapshot otherBaseline = createBaseline(source, VOLUME, OTHER_ARCHIVE);
      Snapshot otherCurrent = source.createCurrent(VOLUME, OTHER_ARCHIVE);

      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertEquals(Optional.of(otherBaseline), source.baseline(VOLUME, OTHER_ARCHIVE));
      assertEquals(Optional.of(otherCurrent), source.current(VOLUME, OTHER_ARCHIVE));
      assertArrayEquals(older, content(source, baseline));
      assertArrayEquals(readVolume(VOLUME), content(source, otherBaseline));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  default void aReaderReadsAnyRangeIntoAnyBuffer(long seed) throws Exception {
    RandomGenerator random = random(seed);
    createFilledVolume(this, VOLUME, 5);
    byte[] older = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, unitBytes() + 3, randomBytes(seed, unitBytes()));
      byte[] newer = readVolume(VOLUME);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      try (BlockReader olderReader = source.openReader(baseline);
          BlockReader newerReader = source.openReader(current)) {
        for (int i = 0; i < 100; i++) {
          int from = random.nextInt(newer.length);
          int to = random.nextInt(from, newer.length) + 1;
          assertArrayEquals(
              Arrays.copyOfRange(older, from, to), read(olderReader, from, to - from, i % 2 == 0));
          assertArrayEquals(
              Arrays.copyOfRange(newer, from, to), read(newerReader, from, to - from, i % 3 == 0));
        }
      }
    }
  }

  private static byte[] read(BlockReader reader, int position, int length, boolean direct)
      throws IOException {
    int before = 3;
    int capacity = before + length + 5;
    ByteBuffer buffer =
        direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    buffer.position(before).limit(before + length);

    reader.read(position, buffer);

    assertEquals(before + length, buffer.position());
    byte[] bytes = new byte[length];
    buffer.get(before, bytes);
    return bytes;
  }

  @Test
  default void aReaderIsUsedByAnotherThreadWhileTheSourceAnswers() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    byte[] expected = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      try (BlockReader reader = source.openReader(current)) {
        CompletableFuture<byte[]> content =
            CompletableFuture.supplyAsync(() -> {
              ByteBuffer bytes = ByteBuffer.allocate(expected.length);
              try {
                for (int at = 0; at < expected.length; at += 1024) {
                  reader.read(at, bytes.limit(Math.min(expected.length, at + 1024)));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return bytes.array();
            });

        assertEquals(1, source.volumes().size());
        assertEquals(Optional.of(current), source.current(VOLUME, ARCHIVE));
        assertArrayEquals(expected, content.join());
      }
    }
  }
}
