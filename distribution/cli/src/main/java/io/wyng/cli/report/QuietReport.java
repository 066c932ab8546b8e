package io.wyng.cli.report;

import io.wyng.engine.event.Event;
import io.wyng.engine.operation.ArchiveSummary;
import io.wyng.engine.operation.TestedGuarantee;
import io.wyng.engine.operation.ValidatedDestination;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.engine.plugin.LoadedPlugin;
import io.wyng.engine.plugin.PluginProblem;
import io.wyng.spi.VolumeName;
import java.util.List;

/** Passes on what was asked for and what needs attention, and keeps silent about what went well. */
public final class QuietReport implements Report {

  private final Report report;

  /**
   * Makes a report quiet.
   *
   * @param report takes what is passed on
   */
  public QuietReport(Report report) {
    this.report = report;
  }

  @Override
  public void on(Event event) {
    boolean passedOn =
        switch (event) {
          case Event.VolumeSkipped _,
              Event.Warning _,
              Event.SessionJudged _,
              Event.RangeDiffers _,
              Event.VolumeCompared _,
              Event.DamageFound _ ->
              true;
          case Event.VolumeChecked checked -> !checked.damaged().isEmpty();
          case Event.Progress _,
              Event.Notice _,
              Event.VolumeSent _,
              Event.VolumeUnchanged _,
              Event.VolumeReceived _,
              Event.ArchiveDeduplicated _,
              Event.ChangesCollected _,
              Event.VolumeVerified _,
              Event.VolumePruned _,
              Event.NothingPruned _,
              Event.VolumeDeleted _,
              Event.VolumeRenamed _,
              Event.ArchiveDeleted _ ->
              false;
        };
    if (passedOn) {
      report.on(event);
    }
  }

  @Override
  public void created(ArchiveSummary archive) {
    // It went well: nothing to say.
  }

  @Override
  public void imported(ArchiveSummary archive) {
    // It went well: nothing to say.
  }

  @Override
  public void added(List<VolumeName> volumes) {
    // They were added as asked: nothing to say.
  }

  @Override
  public void archive(ArchiveSummary archive) {
    report.archive(archive);
  }

  @Override
  public void sessions(VolumeSummary volume) {
    report.sessions(volume);
  }

  @Override
  public void plugins(List<LoadedPlugin> plugins, List<PluginProblem> problems) {
    report.plugins(plugins, problems);
  }

  @Override
  public void pluginsInFull(List<LoadedPlugin> plugins, List<PluginProblem> problems) {
    report.pluginsInFull(plugins, problems);
  }

  @Override
  public void guarantee(TestedGuarantee result) {
    report.guarantee(result);
  }

  @Override
  public void validated(ValidatedDestination destination) {
    report.validated(destination);
  }

  @Override
  public void version(Version version) {
    report.version(version);
  }

  @Override
  public void failure(Failure failure) {
    report.failure(failure);
  }
}
