package io.wyng.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.wyng.cli.console.RecordedConsole;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietReportTest {

  private final RecordedConsole recorded = RecordedConsole.piped();
  private final QuietReport report = new QuietReport(new TextReport(recorded.console()));

  @Test
  void ofAllThatHappensOnlyWhatNeedsAttentionAndTheAnswersOfADryRunAreTold() {
    Examples.everyKindOfEvent().forEach(report::on);
    report.created(Examples.archive());
    report.imported(Examples.archive());
    report.added(List.of(Examples.VOLUME));

    assertEquals(
        "vm-work: session 20260101-000000 would be pruned: the reason\n", recorded.output());
    assertEquals(
        """
        wyng: warning: vm-work skipped: it is not in the pool vg/pool
          Look with lvs.
        wyng: warning: a warning
          its remedy
        """,
        recorded.errors());
  }

  @Test
  void whatWasAskedForIsTold() {
    report.archive(Examples.archive());
    report.sessions(Examples.emptyVolume("v"));
    report.plugins(List.of(), List.of());
    report.pluginsInFull(List.of(Examples.plugin()), List.of());
    report.version(new Version("1", "2", "3"));

    assertEquals(
        List.of("Archive", "No", "NAME", "destination.far:", "wyng"),
        recorded
            .output()
            .lines()
            .map(line -> line.split(" ")[0])
            .filter(List.of("Archive", "No", "NAME", "destination.far:", "wyng")::contains)
            .distinct()
            .toList());
  }

  @Test
  void aFailureIsTold() {
    report.failure(new Failure("it broke", "", 1));

    assertFalse(recorded.errors().isEmpty());
  }
}
