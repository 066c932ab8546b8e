package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.durable.DurableFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that an original program began and did not finish. */
class BrokenOffChangeTest {

  private static final String VOLUME = SampleHistory.VOLUME.text();

  @TempDir Path directory;

  private SampleHistory history;

  @BeforeEach
  void makeAnArchive() throws IOException {
    history = new SampleHistory(directory);
  }

  @ParameterizedTest(name = "sessions {0} until {1}, progress marked: {2}")
  @CsvSource({
    "0, 3, false",
    "0, 3, true",
    "1, 3, false",
    "2, 3, false",
    "0, 1, true",
    "1, 4, true"
  })
  void aMergeThatDiedAfterAnyStepIsFinishedIfItHadBecomeTrueAndElseTakenBack(
      int from, int to, boolean marksProgress) throws IOException {
    List<SessionName> after = new ArrayList<>(history.sessions());
    after.subList(from, to).clear();
    OriginalMerge merge = new OriginalMerge(history, from, to, marksProgress);
    assertTrue(merge.commit() < merge.steps().size() - 10);

    for (int done = 1; done <= merge.steps().size(); done++) {
      history.reset();
      for (OriginalMerge.Step step : merge.steps().subList(0, done)) {
        step.run();
      }
      if (done % 3 == 0) {
        Files.createFile(history.local("in_process_retry"));
      }

      history.archive().verify(SampleHistory.OTHER.text(), null);

      String at = "after step " + done + " of " + merge.steps().size();
      assertEquals(
          done < merge.commit() ? history.sessions() : after,
          history.archive().sessions(VOLUME),
          at);
      history.assertIntact(VOLUME, at);
    }
  }

  @Test
  void ourListOfMovesIsThatOfTheOriginal() throws IOException {
    OriginalMerge merge = new OriginalMerge(history, 0, 3, false);
    List<String> ours = List.of();
    boolean stopped = true;

    for (int step = 1; stopped && ours.isEmpty(); step++) {
      history.reset();
      stopped = pruneIsStopped(step);
      if (Files.exists(history.remote("vol/merge"))) {
        ours = gunzipped(history.remote("vol/merge.lst.gz"));
      }
    }

    List<String> sessions = history.sessions().stream().map(SessionName::directory).toList();
    assertEquals(
        List.of(
            sessions.get(0) + " " + sessions.get(3),
            sessions.get(3),
            sessions.get(2),
            sessions.get(1),
            "###"),
        ours.subList(0, 5));
    assertEquals(
        merge.moves().stream().map(BrokenOffChangeTest::withoutRemark).sorted().toList(),
        ours.subList(5, ours.size()).stream().sorted().toList());
  }

  /** A deletion may name the session that has the chunk no more. */
  private static String withoutRemark(String move) {
    return move.startsWith("-rm") ? String.join(" ", List.of(move.split(" ")).subList(0, 2)) : move;
  }

  private boolean pruneIsStopped(int step) throws IOException {
    try (FaultyFiles files = FaultyFiles.below(history.base)) {
      files.stopAt(step);
      new Prune(history.archive(files).context())
          .run(
              VolumeSelection.of(List.of(SampleHistory.VOLUME)),
              PruneHistoryTest.these(history.sessions().subList(0, 3)));
      return false;
    } catch (FaultyFiles.PowerCut e) {
      return true;
    }
  }

  private static List<String> gunzipped(Path file) throws IOException {
    try (GZIPInputStream input =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return new String(input.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  @Test
  void aMergeIsFinishedWithoutWhatWasPreparedForItAndWhateverTheDestinationHasOfThat()
      throws IOException {
    OriginalMerge merge = new OriginalMerge(history, 0, 3, false);
    for (OriginalMerge.Step step : merge.steps().subList(0, merge.commit() + 2)) {
      step.run();
    }
    String target = history.session(3).directory();
    Files.delete(history.local("vol/volinfo.tmp"));
    Files.delete(history.local("vol/" + target + "/manifest.tmp"));
    Files.delete(history.local("vol/merge.lst.gz"));
    Files.writeString(history.remote("vol/merge.lst.gz"), "rename ../../archive.ini /etc/passwd\n");
    Files.writeString(history.remote("vol/merge/" + target + "/manifest.tmp"), "0 x00\n");
    Files.writeString(history.remote("vol/volinfo.tmp"), "first = S_20000101-000000\n");

    history.archive().verify(VOLUME, null);

    assertEquals(history.sessions().subList(3, 5), history.archive().sessions(VOLUME));
    history.assertIntact(VOLUME, "forged");
  }

  @Test
  void whatAnEarlierMergeLeftBehindIsNotTakenForThisOne() throws IOException {
    OriginalMerge merge = new OriginalMerge(history, 1, 3, false);
    for (OriginalMerge.Step step : merge.steps().subList(0, 4)) {
      step.run();
    }
    Files.createDirectories(history.remote("vol/merge/S_20200101-000000/000000000"));

    history.archive().verify(VOLUME, null);

    assertEquals(history.sessions(), history.archive().sessions(VOLUME));
    DurableFiles.system().deleteTree(history.remote("vol/merge"));
    history.assertIntact(VOLUME, "stale");
  }

  @Test
  void theReaderThatFinishesAMergeSaysSo() throws IOException {
    OriginalMerge merge = new OriginalMerge(history, 0, 1, false);
    for (OriginalMerge.Step step : merge.steps().subList(0, merge.commit())) {
      step.run();
    }
    TestArchive archive = history.archive();

    archive.list();
    archive.verify(VOLUME, null);

    assertTrue(archive.events(Event.Warning.class).getFirst().message().contains("broke off"));
    assertEquals(
        "Pruning session " + history.session(0) + " of volume vol had broken off and was finished",
        archive.events(Event.Notice.class).getLast().message());
  }

  @ParameterizedTest(name = "after {0} steps")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aDeletionOfAnOriginalProgramIsFinished(int done) throws IOException {
    List<OriginalMerge.Step> steps =
        List.of(
            () -> Files.writeString(history.local("in_process"), "delete\nvol\n"),
            () -> dropFromSettings(history.local("archive.ini")),
            () -> DurableFiles.system().deleteTree(history.local(VOLUME)),
            () -> Files.copy(history.local("archive.ini"), emptied(history.remote("archive.ini"))),
            () -> DurableFiles.system().deleteTree(history.remote(VOLUME)),
            () -> Files.delete(history.remote("in_process")));
    Files.writeString(history.remote("in_process"), "delete\nvol\n");
    for (OriginalMerge.Step step : steps.subList(0, done + 1)) {
      step.run();
    }

    history.archive().verify(SampleHistory.OTHER.text(), null);

    assertEquals(1, history.archive().list().volumes().size());
    assertFalse(Files.exists(history.local(VOLUME)) || Files.exists(history.remote(VOLUME)));
    history.assertIntact(VOLUME, "after step " + done);
  }

  private static Path emptied(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file;
  }

  private static void dropFromSettings(Path settings) throws IOException {
    Files.writeString(settings, Files.readString(settings).replace("vol = enable\n", ""));
  }

  @ParameterizedTest(name = "after {0} steps")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aRenamingOfVersion02IsFinished(int done) throws IOException {
    List<OriginalMerge.Step> steps =
        List.of(
            () -> Files.writeString(history.local("in_process"), "rename\nvol\nnew\n"),
            () -> bothNames(history.local("archive.ini")),
            () -> Files.move(history.local("vol"), history.local("new")),
            () -> Files.writeString(history.remote("archive.ini"), renamedSettings()),
            () -> Files.move(history.remote("vol"), history.remote("new")),
            () -> Files.writeString(history.local("archive.ini"), renamedSettings()));
    Files.writeString(history.remote("in_process"), "rename\nvol\nnew\n");
    for (OriginalMerge.Step step : steps.subList(0, done + 1)) {
      step.run();
    }

    assertFinishesRenaming();
  }

  @ParameterizedTest(name = "after {0} steps")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aRenamingOfVersion03IsFinished(int done) throws IOException {
    List<OriginalMerge.Step> steps =
        List.of(
            () -> Files.writeString(history.local("in_process"), "rename\nvol\nnew\n"),
            () -> Files.writeString(history.remote("archive.ini.tmp"), renamedSettings()),
            () -> Files.createDirectory(history.remote("new")),
            () -> Files.delete(history.remote("new")),
            () -> Files.move(history.remote("vol"), history.remote("new")),
            () ->
                Files.move(
                    history.remote("archive.ini.tmp"), emptied(history.remote("archive.ini"))),
            () -> Files.move(history.local("new.tmp"), history.local("new")));
    Files.writeString(history.local("archive.ini.tmp"), renamedSettings());
    Files.move(history.local("vol"), history.local("new.tmp"));
    Files.writeString(history.remote("in_process"), "rename\nvol\nnew\n");
    for (OriginalMerge.Step step : steps.subList(0, done + 1)) {
      step.run();
    }

    assertFinishesRenaming();
  }

  private void assertFinishesRenaming() throws IOException {
    history.archive().verify(SampleHistory.OTHER.text(), null);

    assertEquals(history.sessions(), history.archive().sessions("new"));
    assertEquals(List.of(), history.archive().sessions("vol"));
    history.assertIntact("new", "renamed");
    history.archive().writeVolume("new", history.contents.get(history.session(4)));
    TestArchive archive = history.archive();
    archive.send("new");
    assertEquals(1, archive.events(Event.VolumeUnchanged.class).size(), "the snapshot followed");
  }

  private String renamedSettings() throws IOException {
    return Files.readString(history.local("archive.ini"))
        .replace("vol = enable\nnew = enable\n", "new = enable\n")
        .replace("vol = enable\n", "new = enable\n");
  }

  private static void bothNames(Path settings) throws IOException {
    Files.writeString(
        settings,
        Files.readString(settings).replace("vol = enable\n", "vol = enable\nnew = enable\n"));
  }

  @Test
  void whatOnlyTheDestinationRecordsIsSomebodyElses() throws IOException {
    Files.writeString(history.remote("in_process"), "delete\nvol\n");

    ArchiveException failure =
        assertThrows(ArchiveException.class, () -> history.archive().verify(VOLUME, null));

    assertTrue(String.valueOf(failure.getMessage()).contains("Somebody else"), failure.toString());
    assertTrue(Files.exists(history.remote("in_process")));
  }

  @Test
  void whatTheDestinationRecordsOtherwiseIsSomebodyElses() throws IOException {
    Files.writeString(history.local("in_process"), "delete\nvol\n");
    Files.writeString(history.remote("in_process"), "delete\nother\n");

    ArchiveException failure = assertThrows(ArchiveException.class, () -> history.archive().send());

    assertTrue(String.valueOf(failure.getMessage()).contains("delete other"), failure.toString());
    Files.delete(history.local("in_process"));
    Files.delete(history.remote("in_process"));
    history.assertIntact(VOLUME, "refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate\nvol\n",
        "delete\n",
        "delete\n../vol\n",
        "rename\nvol\n",
        "rename\nvol\nvol\n",
        "merge\nvol\nTrue\nS_20260101-000000\n",
        "merge\nvol\nFalse\nS_20260102-000000\nS_20260101-000000\n",
        "merge\nvol\nTrue\nS_20260101-000000\nS_20260102-000000\n",
        "merge\nvol\nTrue\nS_20260103-000000\nS_20260101-000000//S_20260102-000000\n",
        "merge\nvol\nTrue\nS_20260103-000000\n../S_20260101-000000\n"
      })
  void aRecordThatIsNotUnderstoodStopsEverythingAndChangesNothing(String record)
      throws IOException {
    Files.writeString(history.local("in_process"), record);

    ArchiveException failure = assertThrows(ArchiveException.class, () -> history.archive().send());

    assertTrue(String.valueOf(failure.getMessage()).contains("not understood"), failure.toString());
    Files.delete(history.local("in_process"));
    history.assertIntact(VOLUME, "refused");
  }

  @Test
  void aCommandThatChangesVolumesOnThisMachineWaitsUntilARenamingIsFinished() throws IOException {
    Files.writeString(history.local("in_process"), "rename\nvol\nnew\n");

    ArchiveException failure =
        assertThrows(ArchiveException.class, () -> history.archive().add("new"));

    assertTrue(failure.remedy().contains("finishes it"), failure.remedy());
    assertFalse(
        history.archive().list().volumes().stream()
            .anyMatch(volume -> volume.name().equals(VolumeName.parse("new"))));
  }
}
