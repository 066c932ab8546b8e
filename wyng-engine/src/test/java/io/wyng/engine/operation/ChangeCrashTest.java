package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stops or fails every single durable step of each change that takes several, on both sides, stops
 * what puts it into order as often as it can be stopped, and looks what is there in the end.
 */
class ChangeCrashTest {

  private static final String VOLUME = SampleHistory.VOLUME.text();
  private static final String NEW_NAME = "renamed";

  /** A step that nothing comes to. */
  private static final int NEVER = 1_000_000;

  @TempDir Path directory;

  private SampleHistory history;

  @BeforeEach
  void makeAnArchive() throws IOException {
    history = new SampleHistory(directory);
  }

  /** A change of an archive. */
  private interface Change {
    void run(OperationContext context);
  }

  private Change prune(int... sessions) {
    List<SessionName> going = new ArrayList<>();
    for (int session : sessions) {
      going.add(history.session(session));
    }
    return context ->
        new Prune(context)
            .run(VolumeSelection.of(List.of(SampleHistory.VOLUME)), PruneHistoryTest.these(going));
  }

  private static final Change DELETE =
      context -> new DeleteVolume(context).run(SampleHistory.VOLUME);
  private static final Change RENAME =
      context -> new RenameVolume(context).run(SampleHistory.VOLUME, VolumeName.parse(NEW_NAME));

  @ParameterizedTest
  @CsvSource({"EVERYTHING, 0 1 2", "NAMES, 0 1 2", "FORCED_ONLY, 0 1 2", "NAMES, 1"})
  void aPruneThatIsStoppedAnywhereIsFinishedOrTakenBack(Survivors survivors, String sessions)
      throws IOException {
    int[] going = List.of(sessions.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    List<SessionName> before = history.sessions();
    List<SessionName> after = new ArrayList<>(before);
    for (int session : going) {
      after.remove(history.session(session));
    }
    boolean tookBack = false;
    boolean finished = false;
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      history.reset();

      stopped = isStopped(prune(going), step, survivors);
      String at = "stopped at step " + step + ", surviving: " + survivors;
      List<SessionName> listed = history.archive().sessions(VOLUME);
      assertTrue(listed.equals(before) || listed.equals(after), at + ": " + listed);
      recover(step, survivors);

      List<SessionName> left = history.archive().sessions(VOLUME);
      assertTrue(left.equals(before) || left.equals(after), at + ": " + left);
      tookBack |= left.equals(before);
      finished |= stopped && left.equals(after);
      history.assertIntact(VOLUME, at);
    }
    assertTrue(tookBack && finished);
  }

  @ParameterizedTest
  @EnumSource(Survivors.class)
  void aDeletionThatIsStoppedAnywhereIsFinishedUnlessItHasNotBegun(Survivors survivors)
      throws IOException {
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      history.reset();

      stopped = isStopped(DELETE, step, survivors);
      history.archive().list();
      recover(step, survivors);

      String at = "stopped at step " + step + ", surviving: " + survivors;
      boolean there = history.archive().list().volumes().size() == 2;
      assertTrue(stopped || !there, at);
      assertEquals(there, Files.exists(history.remote(VOLUME)), at);
      assertEquals(there, Files.exists(snapshots(VOLUME)), at);
      assertEquals(there ? history.sessions() : List.of(), history.archive().sessions(VOLUME), at);
      history.assertIntact(VOLUME, at);
    }
  }

  @ParameterizedTest
  @EnumSource(Survivors.class)
  void aRenamingThatIsStoppedAnywhereIsFinishedUnlessItHasNotBegun(Survivors survivors)
      throws IOException {
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      history.reset();

      stopped = isStopped(RENAME, step, survivors);
      history.archive().list();
      recover(step, survivors);

      String at = "stopped at step " + step + ", surviving: " + survivors;
      boolean renamed = history.archive().sessions(VOLUME).isEmpty();
      String name = renamed ? NEW_NAME : VOLUME;
      assertTrue(stopped || renamed, at);
      assertEquals(history.sessions(), history.archive().sessions(name), at);
      assertFalse(Files.exists(history.remote(renamed ? VOLUME : NEW_NAME)), at);
      assertEquals(!renamed, Files.exists(snapshots(VOLUME)), at);
      assertEquals(renamed, Files.exists(snapshots(NEW_NAME)), at);
      history.assertIntact(name, at);
    }
  }

  @ParameterizedTest
  @EnumSource(Survivors.class)
  void aDeletionOfTheArchiveThatIsStoppedAnywhereIsRepeatedAndNothingElseIsDone(Survivors survivors)
      throws IOException {
    Change deleteAll = context -> new DeleteArchive(context).run();
    boolean stopped = true;
    for (int step = 1; stopped; step++) {
      history.reset();

      stopped = isStopped(deleteAll, step, survivors);

      String at = "stopped at step " + step + ", surviving: " + survivors;
      boolean settingsLeft = Files.exists(history.local("archive.ini")) && stopped;
      if (settingsLeft) {
        assertUsableOrRefusedAndDeletable(at);
        deleteAll.run(history.archive().context());
      }
      assertFalse(Files.exists(history.local("archive.ini")), at);
      assertFalse(Files.exists(history.local(VOLUME)), at);
      assertFalse(Files.exists(history.archive().destination()), at);
      assertFalse(Files.exists(snapshots(VOLUME)), at);
      history.archive().initialize(null, null, 1);
      history.archive().add(VOLUME);
      history.archive().send(VOLUME);
      assertEquals(1, history.archive().sessions(VOLUME).size(), at);
    }
  }

  private void assertUsableOrRefusedAndDeletable(String at) throws IOException {
    try {
      history.archive().verify(VOLUME, null);
    } catch (WyngException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("deletion"), at + ": " + e);
      assertTrue(e.remedy().contains("arch-delete"), at);
    }
  }

  @Test
  void whicheverStepOfAPruneFailsTheNextCommandPutsTheArchiveInOrder() throws IOException {
    whicheverStepFails(prune(1, 2));
  }

  @Test
  void whicheverStepOfADeletionFailsTheNextCommandPutsTheArchiveInOrder() throws IOException {
    whicheverStepFails(DELETE);
  }

  private void whicheverStepFails(Change change) throws IOException {
    boolean failed = true;
    for (int step = 1; failed; step++) {
      history.reset();

      try (FaultyFiles files = FaultyFiles.below(history.base)) {
        files.failAt(step, "Input/output error");
        failed = fails(() -> change.run(context(files)));
      }
      history.archive().verify(SampleHistory.OTHER.text(), null);

      history.assertIntact(VOLUME, "failed at step " + step);
    }
  }

  private static boolean fails(Runnable work) {
    try {
      work.run();
      return false;
    } catch (WyngException e) {
      return true;
    }
  }

  private boolean isStopped(Change change, int step, Survivors survivors) throws IOException {
    try (FaultyFiles files = FaultyFiles.below(history.base)) {
      files.stopAt(step);
      boolean stopped = isStopped(() -> change.run(context(files)));
      if (stopped) {
        files.cutPower(survivors);
      }
      return stopped;
    }
  }

  private OperationContext context(DurableFiles files) {
    try {
      return history.archive(files).context();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Lets the next command put things into order. Where only what was forced survives, it is stopped
   * again and again, one step later each time; else once.
   */
  private void recover(int stoppedAt, Survivors survivors) throws IOException {
    boolean again = survivors == Survivors.FORCED_ONLY;
    boolean stopped = true;
    for (int step = again ? 1 : 1 + 5 * stoppedAt % 23; stopped; step = again ? step + 1 : NEVER) {
      try (FaultyFiles files = FaultyFiles.below(history.base)) {
        files.stopAt(step);
        stopped = isStopped(() -> verify(files));
        if (stopped) {
          files.cutPower(survivors);
        }
      }
    }
  }

  private static boolean isStopped(Runnable work) {
    try {
      work.run();
      return false;
    } catch (PowerCut e) {
      return true;
    }
  }

  private void verify(DurableFiles files) {
    new Verify(context(files)).run(SampleHistory.OTHER, null);
  }

  /** Where the file source keeps the snapshots of a volume, if there are any. */
  private Path snapshots(String volume) throws IOException {
    Path all = history.archive().volumes.resolve(".wyng-snapshots");
    return Files.exists(all)
        ? all.resolve(SampleHistory.names(all).iterator().next()).resolve(volume)
        : all;
  }
}
