package io.wyng.cli.report;

import io.wyng.cli.console.Console;
import io.wyng.engine.event.Event;
import io.wyng.engine.operation.ArchiveSummary;
import io.wyng.engine.operation.TestedGuarantee;
import io.wyng.engine.operation.ValidatedDestination;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.engine.operation.VolumeSummary.SessionSummary;
import io.wyng.engine.plugin.LoadedPlugin;
import io.wyng.engine.plugin.PluginProblem;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.StorageFill;
import java.util.Comparator;
import java.util.List;

/** Lines for people: results on the output, everything else on the error stream. */
public final class TextReport implements Report {

  private final Console console;
  private final ProgressLine progress;

  /**
   * A report on a console.
   *
   * @param console where it is written
   */
  public TextReport(Console console) {
    this(console, new ProgressLine(console, System::nanoTime));
  }

  TextReport(Console console, ProgressLine progress) {
    this.console = console;
    this.progress = progress;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.Progress step -> progress.show(step);
      case Event.VolumeSent sent -> console.print(EventLines.sent(sent));
      case Event.VolumeUnchanged unchanged -> console.print(EventLines.unchanged(unchanged));
      case Event.VolumeReceived received -> console.print(EventLines.received(received));
      case Event.VolumeVerified verified -> console.print(EventLines.verified(verified));
      case Event.VolumePruned pruned -> console.print(EventLines.pruned(pruned));
      case Event.NothingPruned(VolumeName volume) -> console.print(volume + ": nothing to prune");
      case Event.SessionJudged judged -> console.print(EventLines.judged(judged));
      case Event.VolumeDeleted deleted -> console.print(EventLines.deleted(deleted));
      case Event.VolumeRenamed(VolumeName volume, VolumeName newName) ->
          console.print(volume + ": renamed to " + newName);
      case Event.ArchiveDeleted deleted ->
          console.print(
              "Archive " + deleted.archive() + " at " + deleted.destination() + " deleted");
      case Event.ChangesCollected collected -> console.print(EventLines.collected(collected));
      case Event.RangeDiffers range -> console.print(EventLines.differs(range));
      case Event.VolumeCompared compared -> console.print(EventLines.compared(compared));
      case Event.DamageFound damage -> console.print(EventLines.damage(damage));
      case Event.VolumeChecked checked -> console.print(EventLines.checked(checked));
      case Event.ArchiveDeduplicated done -> console.print(EventLines.deduplicated(done));
      case Event.VolumeSkipped skipped ->
          problem(
              "warning: " + skipped.volume() + " skipped: " + skipped.reason(), skipped.remedy());
      case Event.Notice notice -> problem(notice.message(), "");
      case Event.Warning warning -> problem("warning: " + warning.message(), warning.remedy());
    }
  }

  @Override
  public void created(ArchiveSummary archive) {
    console.print(
        "Archive created. Add volumes to it with: wyng add VOLUME\n\n" + heading(archive));
  }

  @Override
  public void imported(ArchiveSummary archive) {
    console.print("Archive imported.\n");
    archive(archive);
  }

  @Override
  public void added(List<VolumeName> volumes) {
    volumes.forEach(volume -> console.print(volume + ": added"));
  }

  @Override
  public void archive(ArchiveSummary archive) {
    console.print(heading(archive));
    if (archive.volumes().isEmpty()) {
      console.print("\nNo volumes yet. Add one with: wyng add VOLUME");
      return;
    }
    Table table = new Table("lrlrl", "VOLUME", "SESSIONS", "LAST SESSION", "SIZE", "NOTES");
    archive.volumes().stream()
        .sorted(Comparator.comparing(VolumeSummary::name))
        .forEach(volume -> row(table, volume));
    console.print("\n" + table.render());
    archive.volumes().stream()
        .filter(volume -> SessionTable.isDetailed(volume))
        .forEach(volume -> console.print("\n" + volume.name() + "\n" + SessionTable.of(volume)));
  }

  @Override
  public void sessions(VolumeSummary volume) {
    if (volume.sessions().isEmpty()) {
      console.print("No sessions of " + volume.name() + " yet. Make one with: wyng send");
      return;
    }
    console.print(SessionTable.of(volume));
  }

  @Override
  public void plugins(List<LoadedPlugin> plugins, List<PluginProblem> problems) {
    console.print(PluginLines.table(plugins));
    problems(problems);
  }

  @Override
  public void pluginsInFull(List<LoadedPlugin> plugins, List<PluginProblem> problems) {
    console.print(PluginLines.inFull(plugins));
    problems(problems);
  }

  @Override
  public void guarantee(TestedGuarantee result) {
    if (result.outcome() == TestedGuarantee.Outcome.BROKEN) {
      console.print("BROKEN: " + result.text() + "\n  " + result.detail().replace("\n", "\n  "));
    }
  }

  @Override
  public void validated(ValidatedDestination destination) {
    console.print(GuaranteeTable.of(destination));
  }

  @Override
  public void version(Version version) {
    console.print(version.line() + "\nJava " + version.java() + "\n" + version.system());
  }

  @Override
  public void failure(Failure failure) {
    problem(failure.message(), failure.remedy());
  }

  private void problems(List<PluginProblem> problems) {
    problems.forEach(problem -> problem("warning: " + problem.message(), problem.remedy()));
  }

  private void problem(String message, String remedy) {
    console.printError("wyng: " + message + (remedy.isEmpty() ? "" : "\n  " + remedy));
  }

  private static String heading(ArchiveSummary archive) {
    boolean below = !archive.subdirectory().equals(".") && !archive.subdirectory().isEmpty();
    StorageFill fill = archive.fill();
    String storage =
        fill == null
            ? ""
            : "\nSpace        "
                + fill.storage()
                + ": data "
                + fill.data().percent()
                + " %, metadata "
                + fill.metadata().percent()
                + " %";
    return String.join(
        "\n",
        "Archive      " + archive.uuid() + ", format " + archive.formatVersion(),
        "Destination  "
            + archive.destination()
            + (below ? ", subdirectory " + archive.subdirectory() : ""),
        "Volumes in   " + archive.local(),
        "Storage      "
            + archive.compression()
            + ", "
            + archive.hash()
            + ", chunks of "
            + archive.chunkBytes() / 1024
            + " KiB"
            + storage);
  }

  private static void row(Table table, VolumeSummary volume) {
    String remarks = volume.enabled() ? volume.description() : "(disabled) " + volume.description();
    if (volume.sessions().isEmpty()) {
      table.row(volume.name().toString(), "0", "-", "-", remarks.strip());
      return;
    }
    SessionSummary last = volume.sessions().getLast();
    table.row(
        volume.name().toString(),
        Integer.toString(volume.sessions().size()),
        last.name().toString(),
        HumanUnits.size(last.volumeBytes()),
        remarks.strip());
  }
}
