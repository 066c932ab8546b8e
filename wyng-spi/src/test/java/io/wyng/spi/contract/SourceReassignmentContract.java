package io.wyng.spi.contract;

import static io.wyng.spi.contract.SourceScenario.ARCHIVE;
import static io.wyng.spi.contract.SourceScenario.LABEL;
import static io.wyng.spi.contract.SourceScenario.OTHER_VOLUME;
import static io.wyng.spi.contract.SourceScenario.VOLUME;
import static io.wyng.spi.contract.SourceScenario.changed;
import static io.wyng.spi.contract.SourceScenario.content;
import static io.wyng.spi.contract.SourceScenario.createBaseline;
import static io.wyng.spi.contract.SourceScenario.createFilledVolume;
import static io.wyng.spi.contract.SourceScenario.open;
import static io.wyng.spi.contract.SourceScenario.randomBytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Giving the baseline of a volume to another name. */
interface SourceReassignmentContract extends SourceFixture {

  @Test
  default void aReassignedBaselineIsThatOfTheOtherNameAndOfNoOther() throws Exception {
    createFilledVolume(this, VOLUME, 3);
    byte[] content = readVolume(VOLUME);
    Snapshot baseline;
    Snapshot reassigned;
    try (Source source = open(this)) {
      baseline = createBaseline(source, VOLUME, ARCHIVE);

      reassigned = source.reassign(baseline, OTHER_VOLUME);

      assertEquals(OTHER_VOLUME, reassigned.volume());
      assertEquals(baseline.identity(), reassigned.identity());
      assertEquals(baseline.sizeBytes(), reassigned.sizeBytes());
    }
    try (Source source = open(this)) {
      assertEquals(Optional.of(reassigned), source.baseline(OTHER_VOLUME, ARCHIVE));
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
      assertArrayEquals(content, content(source, reassigned));
    }
  }

  @Test
  default void reassigningAgainChangesNothing() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);

      Snapshot once = source.reassign(baseline, OTHER_VOLUME);
      Snapshot twice = source.reassign(baseline, OTHER_VOLUME);

      assertEquals(once, twice);
      assertEquals(Optional.of(once), source.baseline(OTHER_VOLUME, ARCHIVE));
    }
  }

  @Test
  default void aReassignedBaselineReplacesTheOneThatTheOtherNameHad() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    createFilledVolume(this, OTHER_VOLUME, 3);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot replaced = createBaseline(source, OTHER_VOLUME, ARCHIVE);

      Snapshot reassigned = source.reassign(baseline, OTHER_VOLUME);

      assertEquals(Optional.of(reassigned), source.baseline(OTHER_VOLUME, ARCHIVE));
      assertArrayEquals(readVolume(VOLUME), content(source, reassigned));
      assertThrows(IOException.class, () -> source.openReader(replaced).close());
    }
  }

  @Test
  default void changesSinceAReassignedBaselineAreThoseOfTheVolumeUnderItsNewName()
      throws Exception {
    createFilledVolume(this, VOLUME, 4);
    byte[] content = readVolume(VOLUME);
    try (Source source = open(this)) {
      Snapshot reassigned = source.reassign(createBaseline(source, VOLUME, ARCHIVE), OTHER_VOLUME);
      renameVolume(VOLUME, OTHER_VOLUME);
      writeVolume(OTHER_VOLUME, 5, randomBytes(5, 100));
      Snapshot current = source.createCurrent(OTHER_VOLUME, ARCHIVE);

      changed(source, reassigned, current)
          .assertCoverDifferences(content, readVolume(OTHER_VOLUME));

      Snapshot next = source.promote(current, LABEL);
      assertEquals(Optional.of(next), source.baseline(OTHER_VOLUME, ARCHIVE));
      source.remove(next);
      assertEquals(Optional.empty(), source.baseline(OTHER_VOLUME, ARCHIVE));
    }
  }

  @Test
  default void aBaselineThatIsGoneCannotBeReassigned() throws Exception {
    createFilledVolume(this, VOLUME, 2);
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      source.remove(baseline);

      assertThrows(IOException.class, () -> source.reassign(baseline, OTHER_VOLUME));
      assertEquals(Optional.empty(), source.baseline(OTHER_VOLUME, ARCHIVE));
    }
  }
}
