package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.archive.Tag;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.retention.Autoprune;
import io.wyng.engine.retention.RetentionPolicy;
import io.wyng.engine.retention.RetentionRule;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that go because no rule keeps them, when asked for and before a send. */
class PruneByRulesTest {

  private static final VolumeName VOLUME = VolumeName.parse("vol");
  private static final VolumeSelection ALL = VolumeSelection.of(List.of());
  private static final int SESSIONS = 4;

  @TempDir Path directory;

  private TestArchive archive;
  private List<SessionName> sessions = List.of();

  @BeforeEach
  void sendSessions() throws IOException {
    archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize("zstd:3", null, 1);
    archive.add("vol");
    for (byte i = 1; i <= SESSIONS; i++) {
      archive.writeVolume("vol", new byte[] {i, 2, 3});
      send(i == 1 ? List.of(new Tag("first", "")) : List.of(), AutomaticPruning.NONE);
    }
    sessions = archive.sessions("vol");
  }

  private void send(List<Tag> tags, AutomaticPruning pruning) {
    new Send(archive.context())
        .run(new SendRequest(ALL, tags, null, SpaceLimits.STANDARD, pruning, false, false));
  }

  private static RetentionPolicy keeping(RetentionRule... rules) {
    return new RetentionPolicy(List.of(rules));
  }

  @Test
  void whatNoRuleKeepsGoes() throws IOException {
    SessionChoice choice =
        new SessionsByPolicy(keeping(new RetentionRule.Last(1), RetentionRule.keeping("^first")));

    new Prune(archive.context()).run(ALL, choice);

    assertEquals(List.of(sessions.getFirst(), sessions.getLast()), archive.sessions("vol"));
    for (SessionName each : archive.sessions("vol")) {
      archive.verify("vol", each);
    }
  }

  @Test
  void aDryRunGivesTheReasonsAndChangesNothing() {
    SessionChoice choice =
        new SessionsByPolicy(keeping(new RetentionRule.Last(1), RetentionRule.keeping("^first")));

    new Prune(archive.context()).dryRun(ALL, choice);

    assertEquals(
        List.of(
            "tag ^first", "no rule keeps it", "no rule keeps it", "newest session, last 1 of 1"),
        archive.events(Event.SessionJudged.class).stream()
            .map(Event.SessionJudged::reason)
            .toList());
    assertEquals(sessions, archive.sessions("vol"));
  }

  @Test
  void whatIsToBeKeptMustExist() {
    SessionChoice choice = new SessionsByPolicy(keeping(RetentionRule.keeping("^frist")));

    ArchiveException failure =
        assertThrows(ArchiveException.class, () -> new Prune(archive.context()).run(ALL, choice));

    assertTrue(String.valueOf(failure.getMessage()).contains("^frist"), failure.getMessage());
    assertEquals(sessions, archive.sessions("vol"));
  }

  @Test
  void aTagCanBeTheBoundOfARange() throws IOException {
    SessionChoice choice =
        new NamedSessions.Between(
            SessionReference.parse("^first"), new SessionReference.ByDate(sessions.get(1)));

    new Prune(archive.context()).run(ALL, choice);

    assertEquals(sessions.subList(2, SESSIONS), archive.sessions("vol"));
  }

  @Test
  void aSendThatPrunesFullyPrunesBeforeItSends() throws IOException {
    archive.writeVolume("vol", new byte[] {9, 9, 9});

    send(List.of(), new AutomaticPruning(Autoprune.FULL, keeping(new RetentionRule.Last(2))));

    assertEquals(sessions.subList(2, SESSIONS), archive.sessions("vol").subList(0, SESSIONS - 2));
    assertEquals(SESSIONS - 1, archive.sessions("vol").size());
    archive.verify("vol", null);
  }

  @Test
  void aSendThatHasRoomPrunesNothing() throws IOException {
    archive.writeVolume("vol", new byte[] {9, 9, 9});

    send(List.of(), new AutomaticPruning(Autoprune.ON, keeping(new RetentionRule.Last(1))));

    assertEquals(sessions, archive.sessions("vol").subList(0, SESSIONS));
  }

  @Test
  void withoutRoomWhatTheRulesLetGoGoesAndNothingElse() {
    try (OpenArchive open = OpenArchive.open(archive.context(), OpenArchive.Access.WRITE)) {
      new RoomMaker(
              archive.context(),
              open,
              new AutomaticPruning(Autoprune.ON, keeping(new RetentionRule.Last(2))),
              List.of(VOLUME))
          .makeRoom(Long.MAX_VALUE);
    }

    assertEquals(sessions.subList(2, SESSIONS), archive.sessions("vol"));
  }
}
