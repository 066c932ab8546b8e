package io.wyng.spi.contract;

import static io.wyng.spi.contract.SourceScenario.ARCHIVE;
import static io.wyng.spi.contract.SourceScenario.LABEL;
import static io.wyng.spi.contract.SourceScenario.OTHER_VOLUME;
import static io.wyng.spi.contract.SourceScenario.VOLUME;
import static io.wyng.spi.contract.SourceScenario.allocated;
import static io.wyng.spi.contract.SourceScenario.changeVolume;
import static io.wyng.spi.contract.SourceScenario.changed;
import static io.wyng.spi.contract.SourceScenario.content;
import static io.wyng.spi.contract.SourceScenario.createBaseline;
import static io.wyng.spi.contract.SourceScenario.createFilledVolume;
import static io.wyng.spi.contract.SourceScenario.open;
import static io.wyng.spi.contract.SourceScenario.random;
import static io.wyng.spi.contract.SourceScenario.randomBytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ranges changed between snapshots, and which are in use. */
interface SourceScanContract extends SourceFixture {

  @Test
  default void nothingIsReportedWhenNothingChanged() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      assertTrue(changed(source, baseline, current).isEmpty());
    }
  }

  @Test
  default void everyWrittenByteIsReported() throws Exception {
    createFilledVolume(this, VOLUME, 8);
    byte[] older = readVolume(VOLUME);
    int last = older.length - 1;
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 0, new byte[] {(byte) ~older[0]});
      writeVolume(VOLUME, 3L * unitBytes(), new byte[] {(byte) ~older[3 * unitBytes()]});
      writeVolume(VOLUME, last, new byte[] {1});
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      ReportedRanges ranges = changed(source, baseline, current);

      ranges.assertCover(0);
      ranges.assertCover(3 * unitBytes());
      ranges.assertCover(last);
    }
  }

  @Test
  default void aDiscardedRangeIsReported() throws Exception {
    createFilledVolume(this, VOLUME, 8);
    byte[] older = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      discardVolume(VOLUME, 2L * unitBytes(), 3L * unitBytes());
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      ReportedRanges ranges = changed(source, baseline, current);

      ranges.assertCover(2 * unitBytes());
      ranges.assertCover(5 * unitBytes() - 1);
      ranges.assertCoverDifferences(older, readVolume(VOLUME));
    }
  }

  @Test
  default void allThatLiesBehindTheFormerEndIsReportedAfterGrowth() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      resizeVolume(VOLUME, 9L * unitBytes());
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      changed(source, baseline, current).assertCoverAllFrom(4 * unitBytes());
    }
  }

  @Test
  default void afterAShrinkOnlyChangesWithinTheNewSizeAreReported() throws Exception {
    createFilledVolume(this, VOLUME, 8);
    byte[] older = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 1, new byte[unitBytes()]);
      resizeVolume(VOLUME, 3L * unitBytes());
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      changed(source, baseline, current).assertCoverDifferences(older, readVolume(VOLUME));
      assertArrayEquals(readVolume(VOLUME), content(source, current));
    }
  }

  @Test
  default void allocatedRangesCoverEveryByteInUse() throws Exception {
    createVolume(VOLUME, 8L * unitBytes());
    writeVolume(VOLUME, 0, new byte[] {1});
    writeVolume(VOLUME, 4L * unitBytes() - 2, new byte[] {1, 2, 3, 4});
    writeVolume(VOLUME, 8L * unitBytes() - 1, new byte[] {1});
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      byte[] older = readVolume(VOLUME);
      discardVolume(VOLUME, 0, unitBytes());
      writeVolume(VOLUME, 6L * unitBytes() + 5, new byte[] {7});
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      allocated(source, baseline).assertCoverNonZeros(older);
      allocated(source, current).assertCoverNonZeros(readVolume(VOLUME));
    }
  }

  @Test
  default void oneScanAnswersForManySnapshots() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    createFilledVolume(this, OTHER_VOLUME, 6);
    byte[] older = readVolume(VOLUME);
    byte[] otherOlder = readVolume(OTHER_VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot otherBaseline = createBaseline(source, OTHER_VOLUME, ARCHIVE);
      writeVolume(VOLUME, 9, randomBytes(9, 100));
      writeVolume(OTHER_VOLUME, 5L * unitBytes(), randomBytes(10, 100));
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      Snapshot otherCurrent = source.createCurrent(OTHER_VOLUME, ARCHIVE);
      ReportedRanges ranges = new ReportedRanges(current.sizeBytes());
      ReportedRanges otherRanges = new ReportedRanges(otherCurrent.sizeBytes());
      ReportedRanges inUse = new ReportedRanges(current.sizeBytes());

      try (ChangeScan scan = source.openScan()) {
        scan.changed(baseline, current, ranges);
        scan.allocated(current, inUse);
        scan.changed(otherBaseline, otherCurrent, otherRanges);
      }

      ranges.assertCoverDifferences(older, readVolume(VOLUME));
      otherRanges.assertCoverDifferences(otherOlder, readVolume(OTHER_VOLUME));
      inUse.assertCoverNonZeros(readVolume(VOLUME));
    }
  }

  @Test
  default void aRangeThatIsRefusedEndsTheScanWithThatRefusal() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    byte[] older = readVolume(VOLUME);
    IOException refusal = new IOException("refused");
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      writeVolume(VOLUME, 0, randomBytes(9, unitBytes()));
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      try (ChangeScan scan = source.openScan()) {
        IOException thrown =
            assertThrows(
                IOException.class,
                () ->
                    scan.changed(
                        baseline,
                        current,
                        (offset, length) -> {
                          throw refusal;
                        }));
        assertSame(refusal, thrown);
      }

      changed(source, baseline, current).assertCoverDifferences(older, readVolume(VOLUME));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  default void overAnyHistorySnapshotsAreTrueAndNoChangeIsMissed(long seed) throws Exception {
    RandomGenerator random = random(seed);
    createFilledVolume(this, VOLUME, 8);
    byte[] older = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      for (int round = 0; round < 6; round++) {
        for (int i = random.nextInt(5); i > 0; i--) {
          changeVolume(this, VOLUME, random);
        }
        byte[] newer = readVolume(VOLUME);
        Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

        assertEquals(newer.length, current.sizeBytes());
        changed(source, baseline, current).assertCoverDifferences(older, newer);
        allocated(source, current).assertCoverNonZeros(newer);
        assertArrayEquals(newer, content(source, current));
        assertArrayEquals(older, content(source, baseline));

        baseline = source.promote(current, LABEL);
        allocated(source, baseline).assertCoverNonZeros(newer);
        assertArrayEquals(newer, content(source, baseline));
        older = newer;
      }
    }
  }
}
