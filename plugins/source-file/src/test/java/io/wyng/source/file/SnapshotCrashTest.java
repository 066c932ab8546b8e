package io.wyng.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every step of every change of snapshots is once the one at which the machine stops, or which
 * fails.
 */
class SnapshotCrashTest {

  private static final int FEWEST_STEPS = 2;

  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          FIRST_SNAPSHOT,                           EVERYTHING
          FIRST_SNAPSHOT,                           FORCED_ONLY
          SNAPSHOT_ON_A_BASELINE,                   EVERYTHING
          SNAPSHOT_ON_A_BASELINE,                   FORCED_ONLY
          SNAPSHOT_IN_PLACE_OF_ONE_LEFT_BEHIND,     EVERYTHING
          SNAPSHOT_IN_PLACE_OF_ONE_LEFT_BEHIND,     FORCED_ONLY
          FIRST_PROMOTION,                          EVERYTHING
          FIRST_PROMOTION,                          FORCED_ONLY
          PROMOTION_OF_AN_OVERLAY,                  EVERYTHING
          PROMOTION_OF_AN_OVERLAY,                  FORCED_ONLY
          PROMOTION_AFTER_GROWTH,                   EVERYTHING
          PROMOTION_AFTER_GROWTH,                   FORCED_ONLY
          PROMOTION_AFTER_A_SHRINK,                 EVERYTHING
          PROMOTION_AFTER_A_SHRINK,                 FORCED_ONLY
          PROMOTION_OF_A_WHOLE_IMAGE,               EVERYTHING
          PROMOTION_OF_A_WHOLE_IMAGE,               FORCED_ONLY
          REMOVAL_OF_THE_CURRENT_SNAPSHOT,          EVERYTHING
          REMOVAL_OF_THE_CURRENT_SNAPSHOT,          FORCED_ONLY
          REMOVAL_OF_THE_BASELINE_BELOW_AN_OVERLAY, EVERYTHING
          REMOVAL_OF_THE_BASELINE_BELOW_AN_OVERLAY, FORCED_ONLY
          REMOVAL_OF_THE_ONLY_SNAPSHOT,             EVERYTHING
          REMOVAL_OF_THE_ONLY_SNAPSHOT,             FORCED_ONLY
          """)
  void whereverTheMachineStopsSnapshotsAreTrueAndTheChangeIsFinishedLater(
      CrashChange change, Survivors survivors) throws IOException {
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      Path directory = Files.createDirectory(temporary.resolve("step" + step));
      CrashScene scene = new CrashScene(directory, step);
      change.prepare(scene);

      try (FaultyFiles files = FaultyFiles.below(directory)) {
        files.stopAt(step);
        stopped = stops(change, scene, files);
        files.cutPower(survivors);
      }
      scene.spoilWhatWasBeingFolded();

      String state = scene.state();
      assertTrue(change.statesOnTheWay().contains(state), state + " after step " + step);
      assertTrue(stopped || state.equals(change.endState()), state + " after the end");
      assertFinishes(change, scene);
      assertTrue(stopped || step > FEWEST_STEPS, "steps tried");
    }
  }

  private static boolean stops(CrashChange change, CrashScene scene, FaultyFiles files)
      throws IOException {
    try (Source source = scene.open(files)) {
      change.apply(scene, source);
      return false;
    } catch (PowerCut e) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whicheverStepFailsSnapshotsAreTrueAndTheChangeIsFinishedLater(CrashChange change)
      throws IOException {
    boolean failed = true;
    for (int step = 1; failed; step++) {
      Path directory = Files.createDirectory(temporary.resolve("step" + step));
      CrashScene scene = new CrashScene(directory, step);
      change.prepare(scene);

      try (FaultyFiles files = FaultyFiles.below(directory)) {
        files.failAt(step, "Input/output error");
        failed = fails(change, scene, files);
      }

      String state = scene.state();
      assertTrue(change.statesOnTheWay().contains(state), state + " after step " + step);
      assertFalse(failed && state.endsWith("/N"), "a snapshot is left behind by step " + step);
      assertFinishes(change, scene);
      assertTrue(failed || step > FEWEST_STEPS, "steps tried");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereverAReassignmentIsStoppedTheBaselineHasOneNameAndGetsTheOtherLater(Survivors survivors)
      throws IOException {
    VolumeName other = VolumeName.parse("other.img");
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      Path directory = Files.createDirectory(temporary.resolve("step" + step));
      CrashScene scene = new CrashScene(directory, step);
      scene.makeBaseline();

      try (FaultyFiles files = FaultyFiles.below(directory)) {
        files.stopAt(step);
        try (Source source = scene.open(files)) {
          source.reassign(scene.baseline(), other);
          stopped = false;
        } catch (PowerCut e) {
          files.cutPower(survivors);
        }
      }

      try (Source source = scene.open(DurableFiles.system())) {
        boolean moved = source.baseline(other, scene.archive()).isPresent();
        assertEquals(moved ? "-/-" : "B/-", scene.state(), "after step " + step);
        assertTrue(stopped || moved, "after the end");
        source.reassign(scene.baseline(), other);
        assertEquals(
            scene.baseline().identity(),
            source.baseline(other, scene.archive()).orElseThrow().identity());
      }
      assertEquals("-/-", scene.state());
      assertEquals(1, scene.snapshotFiles());
      assertTrue(stopped || step > FEWEST_STEPS, "steps tried");
    }
  }

  private static boolean fails(CrashChange change, CrashScene scene, FaultyFiles files)
      throws IOException {
    try (Source source = scene.open(files)) {
      change.apply(scene, source);
      return false;
    } catch (ProviderException e) {
      assertTrue(e.getMessage().contains("disk.img"), e.getMessage());
      assertTrue(e.getMessage().contains("Input/output error"), e.getMessage());
      assertNotEquals("", e.remedy());
      return true;
    }
  }

  private static void assertFinishes(CrashChange change, CrashScene scene) throws IOException {
    try (Source source = scene.open(DurableFiles.system())) {
      change.apply(scene, source);
    }
    assertEquals(change.endState(), scene.state());
    assertEquals(
        change.endState().chars().filter(Character::isLetter).count(), scene.snapshotFiles());
  }

  @Test
  void aSnapshotIsForcedBeforeItGetsItsNameAndItsNameIsForced() throws IOException {
    CrashScene scene = new CrashScene(Files.createDirectory(temporary.resolve("a")), 1);
    scene.makeBaseline();
    try (FaultyFiles files = FaultyFiles.below(temporary.resolve("a"));
        Source source = scene.open(files)) {
      scene.createCurrent(source);

      List<String> last = files.journal().subList((int) files.steps() - 3, (int) files.steps());
      assertTrue(last.get(0).matches("force .*\\.partial"), last.toString());
      assertTrue(last.get(1).matches("rename .*\\.partial to .*\\.overlay\\..*"), last.toString());
      assertTrue(last.get(2).matches("force .*/disk\\.img"), last.toString());
    }
  }

  @Test
  void aBaseIsForcedBeforeItGetsTheIdentityOfWhatWasFoldedIntoIt() throws IOException {
    CrashScene scene = new CrashScene(Files.createDirectory(temporary.resolve("a")), 1);
    CrashChange.PROMOTION_OF_AN_OVERLAY.prepare(scene);
    try (FaultyFiles files = FaultyFiles.below(temporary.resolve("a"));
        Source source = scene.open(files)) {
      source.promote(scene.current(), "label");

      List<String> steps =
          files.journal().stream()
              .map(step -> step.replaceAll("[0-9a-f]{8}-[-0-9a-f]*", "ID"))
              .toList();
      assertEquals(
          List.of(
              "rename DIR/ID.overlay.ID to DIR/ID.folding-baseline.ID",
              "force DIR",
              "force DIR/ID.baseline",
              "rename DIR/ID.baseline to DIR/ID.baseline",
              "force DIR",
              "delete DIR/ID.folding-baseline.ID",
              "force DIR"),
          steps.stream().map(step -> step.replaceAll("/\\S*/disk.img", "DIR")).toList());
    }
  }
}
