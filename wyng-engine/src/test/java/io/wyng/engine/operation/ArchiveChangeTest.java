package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pruning, deleting and renaming as their users ask for it. */
class ArchiveChangeTest {

  private static final VolumeName VOLUME = SampleHistory.VOLUME;
  private static final VolumeName OTHER = SampleHistory.OTHER;

  @TempDir Path directory;

  private SampleHistory history;
  private TestArchive archive;

  @BeforeEach
  void makeAnArchive() throws IOException {
    history = new SampleHistory(directory);
    archive = history.archive();
  }

  private void prune(SessionChoice choice, VolumeName... volumes) {
    new Prune(archive.context()).run(VolumeSelection.of(List.of(volumes)), choice);
  }

  private static SessionReference date(SessionName name) {
    return new SessionReference.ByDate(name);
  }

  private static <T extends WyngException> T refused(Class<T> type, Executable call, String words) {
    T failure = assertThrows(type, call);
    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
    assertFalse(failure.remedy().isEmpty(), "there is a remedy");
    return failure;
  }

  @Test
  void aSessionGivenExactlyIsPrunedAlone() throws IOException {
    prune(new NamedSessions.Exactly(date(history.session(2))), VOLUME);

    List<SessionName> left = new ArrayList<>(history.sessions());
    left.remove(2);
    assertEquals(left, archive.sessions("vol"));
    history.assertIntact("vol", "pruned");
    Event.VolumePruned pruned = archive.events(Event.VolumePruned.class).getFirst();
    assertEquals(List.of(history.session(2)), pruned.sessions());
    assertEquals(4, pruned.sessionsLeft());
  }

  @Test
  void theBoundsOfARangeNeedNotBeSessions() throws IOException {
    prune(
        new NamedSessions.Between(
            date(SessionName.parseUserInput("19990101-000000")), date(history.session(2))),
        VOLUME);

    assertEquals(history.sessions().subList(3, 5), archive.sessions("vol"));
    history.assertIntact("vol", "pruned");
  }

  @Test
  void aRangeThatIncludesTheNewestSessionKeepsItAndSaysSo() throws IOException {
    prune(
        new NamedSessions.Between(
            date(history.session(3)), date(SessionName.parseUserInput("29990101-000000"))),
        VOLUME);

    List<SessionName> left = new ArrayList<>(history.sessions());
    left.remove(3);
    assertEquals(left, archive.sessions("vol"));
    assertTrue(
        archive.events(Event.Notice.class).getFirst().message().contains("newest"),
        archive.events.toString());
  }

  @Test
  void allBeforeADateGo() throws IOException {
    prune(new NamedSessions.Before(date(history.session(3))), VOLUME);

    assertEquals(history.sessions().subList(3, 5), archive.sessions("vol"));
    history.assertIntact("vol", "pruned");
  }

  @Test
  void withoutNamesAllVolumesArePrunedAndWhereThereIsNothingItIsSaid() {
    prune(new NamedSessions.Before(date(history.session(1))));

    assertEquals(history.sessions().subList(1, 5), archive.sessions("vol"));
    assertEquals(
        List.of(OTHER),
        archive.events(Event.NothingPruned.class).stream()
            .map(Event.NothingPruned::volume)
            .toList());
  }

  @Test
  void theNewestSessionCannotBePruned() {
    refused(
        ArchiveException.class,
        () -> prune(new NamedSessions.Exactly(date(history.session(4))), VOLUME),
        "newest");

    assertEquals(history.sessions(), archive.sessions("vol"));
  }

  @Test
  void aSessionThatIsNotThereIsNamed() {
    refused(
        ArchiveException.class,
        () ->
            prune(
                new NamedSessions.Exactly(date(SessionName.parseUserInput("20010101-000000"))),
                VOLUME),
        "20010101-000000");
  }

  @Test
  void aSessionOfSomeVolumesIsPrunedThereAndTheOthersAreTold() {
    prune(new NamedSessions.Exactly(date(history.session(1))));

    assertEquals(4, archive.sessions("vol").size());
    assertTrue(
        archive.events(Event.Notice.class).getFirst().message().contains("other"),
        archive.events.toString());
  }

  @Test
  void twoDatesInTheWrongOrderAreRefused() {
    refused(
        UsageException.class,
        () -> new NamedSessions.Between(date(history.session(2)), date(history.session(1))),
        "ends before it begins");
  }

  @Test
  void aDryRunTellsTheReasonForEachSessionAndChangesNothing() throws IOException {
    new Prune(archive.context())
        .dryRun(
            VolumeSelection.of(List.of(VOLUME)),
            new NamedSessions.Between(date(history.session(1)), date(history.session(4))));

    List<Event.SessionJudged> judged = archive.events(Event.SessionJudged.class);
    assertEquals(history.sessions(), judged.stream().map(Event.SessionJudged::session).toList());
    assertEquals(
        List.of(false, true, true, true, false),
        judged.stream().map(Event.SessionJudged::pruned).toList());
    assertTrue(judged.getFirst().reason().contains("outside"), judged.getFirst().reason());
    assertEquals("the newest session always stays", judged.getLast().reason());
    assertEquals(history.sessions(), archive.sessions("vol"));
    history.assertIntact("vol", "dry run");
  }

  @Test
  void withoutConsentNothingIsPrunedDeletedOrRemoved() throws IOException {
    List<String> questions = new ArrayList<>();
    OperationContext context = archive.withoutConsent(questions);

    refused(
        UsageException.class,
        () ->
            new Prune(context)
                .run(
                    VolumeSelection.of(List.of()),
                    new NamedSessions.Before(date(history.session(2)))),
        "nobody agreed");
    refused(UsageException.class, () -> new DeleteVolume(context).run(VOLUME), "nobody agreed");
    refused(UsageException.class, () -> new DeleteArchive(context).run(), "nobody agreed");

    assertEquals(3, questions.size());
    assertTrue(questions.get(0).contains("2 sessions of volume vol"), questions.get(0));
    assertTrue(questions.get(1).contains("all 5 sessions"), questions.get(1));
    assertTrue(questions.get(2).contains("all 2 volumes"), questions.get(2));
    assertEquals(history.sessions(), archive.sessions("vol"));
    history.assertIntact("vol", "refused");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void metadataThatDiffersAtTheDestinationStopsAPruneThatNeedsIt(int session) throws IOException {
    Path info = history.remote("vol/" + history.session(session).directory() + "/info");
    byte[] before = Files.readAllBytes(info);
    Files.writeString(info, "volsize = 1\n");

    refused(
        IntegrityException.class,
        () ->
            prune(
                new NamedSessions.Between(date(history.session(0)), date(history.session(2))),
                VOLUME),
        "differs");

    Files.write(info, before);
    history.assertIntact("vol", "refused");
  }

  @Test
  void aVolumeWhoseMetadataIsDamagedDoesNotKeepTheOthersFromBeingPruned() throws IOException {
    archive.writeVolume("other", new byte[100_000]);
    archive.send("other");
    Files.writeString(history.remote("other/volinfo"), "damaged\n");

    refused(
        IncompleteException.class,
        () -> prune(new NamedSessions.Before(date(SessionName.parseUserInput("29990101-000000")))),
        "other");

    assertEquals(1, archive.sessions("vol").size());
    assertEquals(2, archive.sessions("other").size());
  }

  @Test
  void aPrunedVolumeIsContinuedIncrementally() throws IOException {
    prune(new NamedSessions.Between(date(history.session(0)), date(history.session(3))), VOLUME);
    byte[] content = history.contents.get(history.session(4)).clone();
    content[70_000] ^= 1;
    archive.writeVolume("vol", content);

    archive.send("vol");

    assertEquals(
        Event.SendKind.INCREMENTAL, archive.events(Event.VolumeSent.class).getLast().kind());
    assertArrayEquals(content, archive.restore("vol", null));
    assertArrayEquals(
        history.contents.get(history.session(4)), archive.restore("vol", history.session(4)));
  }

  @Test
  void aDeletedVolumeIsGoneWithItsSnapshotsAndCanBeAddedAgain() throws IOException {
    new DeleteVolume(archive.context()).run(VOLUME);

    assertEquals(
        List.of(new Event.VolumeDeleted(VOLUME, 5)), archive.events(Event.VolumeDeleted.class));
    assertFalse(Files.exists(history.local("vol")) || Files.exists(history.remote("vol")));
    history.assertIntact("vol", "deleted");
    archive.add("vol");
    archive.send("vol");
    assertEquals(Event.SendKind.FULL, archive.events(Event.VolumeSent.class).getLast().kind());
  }

  @Test
  void anUnknownNameIsNotDeletedWhateverTheDestinationHasUnderIt() throws IOException {
    Files.createDirectories(history.remote("precious"));

    assertTrue(
        refused(
                ArchiveException.class,
                () -> new DeleteVolume(archive.context()).run(VolumeName.parse("precious")),
                "precious")
            .remedy()
            .contains("vol"));

    assertTrue(Files.exists(history.remote("precious")));
  }

  @Test
  void aVolumeIsDeletedAlsoWhenItsStorageIsGone() throws IOException {
    DurableFiles.system().deleteTree(archive.volumes);

    new DeleteVolume(archive.context()).run(VOLUME);

    assertEquals(1, archive.list().volumes().size());
    assertTrue(
        archive.events(Event.Warning.class).getFirst().message().contains("snapshots"),
        archive.events.toString());
  }

  @Test
  void aRenamedVolumeKeepsItsSessionsAndIsContinuedIncrementally() throws IOException {
    VolumeName newName = VolumeName.parse("new");

    new RenameVolume(archive.context()).run(VOLUME, newName);

    assertEquals(history.sessions(), archive.sessions("new"));
    history.assertIntact("new", "renamed");
    byte[] content = history.contents.get(history.session(4)).clone();
    content[70_000] ^= 1;
    archive.writeVolume("new", content);
    archive.send("new");
    assertEquals(
        Event.SendKind.INCREMENTAL, archive.events(Event.VolumeSent.class).getLast().kind());
    assertArrayEquals(content, archive.restore("new", null));
  }

  @Test
  void aVolumeWithoutSessionsIsRenamedAndDeletedToo() throws IOException {
    archive.add("empty");

    new RenameVolume(archive.context()).run(VolumeName.parse("empty"), VolumeName.parse("void"));
    assertEquals("void", archive.list().volumes().getLast().name().text());
    new DeleteVolume(archive.context()).run(VolumeName.parse("void"));

    assertEquals(2, archive.list().volumes().size());
    history.assertIntact("vol", "deleted");
  }

  @Test
  void anExistingNameIsNotTakenByARenaming() throws IOException {
    refused(
        ArchiveException.class,
        () -> new RenameVolume(archive.context()).run(VOLUME, OTHER),
        "already");
    refused(
        ArchiveException.class,
        () -> new RenameVolume(archive.context()).run(VOLUME, VOLUME),
        "already");
    refused(
        ArchiveException.class,
        () -> new RenameVolume(archive.context()).run(VolumeName.parse("vool"), OTHER),
        "vool");
    history.assertIntact("vol", "refused");
  }

  @Test
  void whatTheDestinationHasUnderTheNewNameIsNotOverwritten() throws IOException {
    Files.createDirectories(history.remote("new"));
    Files.writeString(history.remote("new").resolve("precious"), "precious");

    refused(
        ArchiveException.class,
        () -> new RenameVolume(archive.context()).run(VOLUME, VolumeName.parse("new")),
        "new");

    assertTrue(Files.exists(history.remote("new/precious")));
    assertEquals(history.sessions(), archive.sessions("vol"));
  }

  @Test
  void aDeletedArchiveLeavesTheVolumesAndNothingElse() throws IOException {
    new DeleteArchive(archive.context()).run();

    assertFalse(Files.exists(archive.destination()) || Files.exists(archive.metaDirectory));
    assertEquals(SampleHistory.names(archive.volumes), java.util.Set.of("vol", "other"));
    assertEquals(2, archive.events(Event.ArchiveDeleted.class).getFirst().volumes());
    refused(ArchiveException.class, archive::list, "No archive");
  }

  @Test
  void anotherArchiveAtTheDestinationIsNotDeleted() throws IOException {
    Path settings = history.remote("archive.ini");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replaceAll("uuid = .*", "uuid = 00000000-0000-4000-8000-000000000000"));

    refused(
        ArchiveException.class, () -> new DeleteArchive(archive.context()).run(), "another one");

    assertTrue(Files.exists(history.remote("vol")));
    assertEquals(history.sessions(), archive.sessions("vol"));
  }
}
