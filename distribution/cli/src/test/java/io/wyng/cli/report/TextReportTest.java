package io.wyng.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.cli.console.RecordedConsole;
import io.wyng.engine.event.Event;
import io.wyng.engine.plugin.PluginProblem;
import io.wyng.spi.VolumeName;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private final RecordedConsole recorded = RecordedConsole.piped();
  private final TextReport report = new TextReport(recorded.console());

  @Test
  void aFullBackupTellsSizeAndWhatWasStored() {
    report.on(Examples.sent(Event.SendKind.FULL));

    assertEquals(
        "vm-work: session 20260131-235959, full backup of 256.0 MiB, 1.0 MiB stored in 1.5 s\n",
        recorded.output());
  }

  @Test
  void aBackupTellsWhatItCouldShare() {
    report.on(Examples.deduplicatedWhenSent());

    assertEquals(
        "vm-work: session 20260131-235959, full backup of 256.0 MiB, 1.0 MiB stored, 2.0 MiB shared"
            + " in 1.5 s\n",
        recorded.output());
  }

  @Test
  void aDeduplicationTellsWhatItFreedIfThatIsKnown() {
    report.on(Examples.deduplicated(3 * Examples.MIB));
    report.on(Examples.deduplicated(-1));

    assertEquals(
        """
        17 of 1000 chunks are links of others, 3.0 MiB of space freed, done in 2.0 s
        17 of 1000 chunks are links of others, done in 2.0 s
        """,
        recorded.output());
  }

  @Test
  void anIncrementalBackupTellsWhatChanged() {
    report.on(Examples.sent(Event.SendKind.INCREMENTAL));

    assertEquals(
        "vm-work: session 20260131-235959, incremental backup, 3.0 MiB of 256.0 MiB changed,"
            + " 1.0 MiB stored in 1.5 s\n",
        recorded.output());
  }

  @Test
  void aComparisonSaysThatEverythingWasRead() {
    report.on(Examples.sent(Event.SendKind.COMPARISON));

    assertEquals(
        "vm-work: session 20260131-235959, compared in full, 3.0 MiB of 256.0 MiB changed,"
            + " 1.0 MiB stored in 1.5 s\n",
        recorded.output());
  }

  @Test
  void theOtherResultsAreOneLineEach() {
    report.on(Examples.unchanged());
    report.on(Examples.received());
    report.on(Examples.verified());

    assertEquals(
        """
        vm-work: no changes since session 20260131-235959
        vm-work: session 20260131-235959 restored to /tmp/my file, 256.0 MiB in 2.0 s
        vm-work: session 20260131-235959 is intact, 256.0 MiB verified in 2.0 s
        """,
        recorded.output());
    assertEquals("", recorded.errors());
  }

  @Test
  void whatWasRemovedOrRenamedIsOneLineEach() {
    report.on(Examples.pruned(Examples.OLDER));
    report.on(Examples.pruned(Examples.OLDER, Examples.NEWER));
    report.on(new Event.NothingPruned(Examples.VOLUME));
    report.on(new Event.VolumeDeleted(Examples.VOLUME, 1));
    report.on(new Event.VolumeRenamed(Examples.VOLUME, new VolumeName("vm-play")));
    report.on(new Event.ArchiveDeleted(new UUID(1, 2), "internal:/mnt", 3));

    assertEquals(
        """
        vm-work: pruned session 20260101-000000 in 2.0 s, 4 left
        vm-work: pruned 2 sessions from 20260101-000000 to 20260131-235959 in 2.0 s, 4 left
        vm-work: nothing to prune
        vm-work: deleted with 1 session
        vm-work: renamed to vm-play
        Archive 00000000-0000-0001-0000-000000000002 at internal:/mnt deleted
        """,
        recorded.output());
  }

  @Test
  void aDryRunTellsWhatWouldBecomeOfASessionAndWhy() {
    report.on(Examples.judged(true));
    report.on(Examples.judged(false));

    assertEquals(
        """
        vm-work: session 20260101-000000 would be pruned: the reason
        vm-work: session 20260101-000000 would stay: the reason
        """,
        recorded.output());
  }

  @Test
  void findingsAreLinesThatTellWhereAndWhatIsLeft() {
    report.on(Examples.collected());
    report.on(Examples.checked());
    Examples.findings().forEach(report::on);

    assertEquals(
        """
        vm-work: 1.0 MiB have changed, 3.0 MiB since session 20260131-235959
        vm-work: 2 of 2 sessions are intact, 1.0 MiB checked in 2.0 s
        vm-work: 131072 bytes from 65536 on differ
        vm-work: 128.0 KiB differ from session 20260131-235959, its size is 2097152 bytes instead\
         of 1048576; the next send stores what differs, compared in 2.0 s
        vm-work: DAMAGED: a chunk is missing
        vm-work: DAMAGED: its metadata is damaged
        vm-work: 1 of 2 sessions are intact, 1.0 MiB checked in 2.0 s
        vm-work: can be restored whole: 20260101-000000
        vm-work: cannot be restored whole: 20260131-235959
        vm-work: the next send stores 7 damaged chunks again
        """,
        recorded.output());
  }

  @Test
  void whatNeedsAttentionGoesToTheErrorStreamWithItsRemedy() {
    report.on(Examples.skipped());
    report.on(new Event.Warning("the pool is 85 % full", ""));
    report.on(new Event.Notice("resuming"));
    report.failure(new Failure("it broke", "Mend it.", 30));

    assertEquals(
        """
        wyng: warning: vm-work skipped: it is not in the pool vg/pool
          Look with lvs.
        wyng: warning: the pool is 85 % full
        wyng: resuming
        wyng: it broke
          Mend it.
        """,
        recorded.errors());
    assertEquals("", recorded.output());
  }

  @Test
  void anArchiveIsAHeadingAndATableOfItsVolumesByName() {
    report.archive(
        Examples.archive(
            Examples.volume("zeta", true, "the last"),
            Examples.emptyVolume("beta"),
            Examples.volume("alpha", false, "")));

    assertEquals(
        """
        Archive      00000000-0000-0001-0000-000000000002, format 1
        Destination  internal:/mnt, subdirectory home/user
        Volumes in   vg/pool
        Storage      zlib:4, sha256, chunks of 64 KiB

        VOLUME  SESSIONS  LAST SESSION         SIZE  NOTES
        alpha          2  20260131-235959  20.0 GiB  (disabled)
        beta           0  -                       -
        zeta           2  20260131-235959  20.0 GiB  the last
        """,
        recorded.output());
  }

  @Test
  void anArchiveWithoutVolumesSaysHowToAddOne() {
    report.archive(Examples.archive());

    assertEquals(
        "No volumes yet. Add one with: wyng add VOLUME",
        recorded.output().lines().toList().getLast());
  }

  @Test
  void sessionsAreListedAsTheyAreNamedOnTheCommandLine() {
    report.sessions(Examples.volume("v", true, ""));

    assertEquals(
        """
        SESSION              SIZE  TAGS
        20260101-000000   1.0 MiB
        20260131-235959  20.0 GiB  before-upgrade, keep
        """,
        recorded.output());
  }

  @Test
  void aVolumeWithoutSessionsSaysSo() {
    report.sessions(Examples.emptyVolume("v"));

    assertEquals("No sessions of v yet. Make one with: wyng send\n", recorded.output());
  }

  @Test
  void pluginsThatCannotBeUsedAreExplainedApartFromTheTable() {
    report.plugins(
        List.of(),
        List.of(new PluginProblem(Path.of("/p/x.jar"), "/p/x.jar is no module", "Add one.", null)));

    assertEquals("NAME  KIND  VERSION  SPI  FILE  DESCRIPTION\n", recorded.output());
    assertEquals("wyng: warning: /p/x.jar is no module\n  Add one.\n", recorded.errors());
  }

  @Test
  void aPluginInFullHasItsSettings() {
    report.pluginsInFull(List.of(Examples.plugin()), List.of());

    assertEquals(
        """
        destination.far: Archives far away
          URL schemes       away:, far:
          Module            org.example.far
          Version           3.1
          Plugin interface  1.0
          File              /p/far
          Libraries         library.jar
          Native access     asked for, granted
          Settings
            NAME    VALUE  FROM                   DEFAULT  TAKES                              DESCRIPTION
            window  1MiB   /etc/wyng/wyng.conf:7  16MiB    a size from 0 to 64MiB             Bytes on their way
            label   -      default                -        a text of at most 1000 characters  How it is called
        """,
        recorded.output());
  }
}
