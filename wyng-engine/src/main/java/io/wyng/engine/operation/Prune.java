package io.wyng.engine.operation;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.UsageException;
import java.util.ArrayList;
import java.util.List;

/** The command {@code prune}: removes sessions that are not wanted any more. */
public final class Prune {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public Prune(OperationContext context) {
    this.context = context;
  }

  /**
   * Prunes sessions. Results are reported as {@link Event.VolumePruned}, {@link
   * Event.NothingPruned} and {@link Event.VolumeSkipped}; metadata of one volume that is damaged
   * does not keep the others from being pruned.
   *
   * @param requested the volumes
   * @param choice which of their sessions go
   * @throws ArchiveException when there is no such session in any of the volumes, or it must stay
   * @throws UsageException when nobody agreed
   * @throws IncompleteException when some of several volumes were skipped
   * @throws io.wyng.engine.failure.WyngException when it fails. Each volume has all of its sessions
   *     then, or only those that stay, or will when the next command has found out
   */
  public void run(VolumeSelection requested, SessionChoice choice) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.WRITE)) {
      List<PrunePlan> plans = plans(archive, requested, choice);
      confirm(plans);
      pruneAll(archive, plans);
    }
  }

  /**
   * Tells what {@link #run} would do, by an {@link Event.SessionJudged} for each session. The
   * destination is not needed.
   *
   * @param requested the volumes
   * @param choice which of their sessions would go
   * @throws ArchiveException when there is no such session in any of the volumes, or it must stay
   */
  public void dryRun(VolumeSelection requested, SessionChoice choice) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.LOCAL_READ)) {
      for (PrunePlan plan : plans(archive, requested, choice)) {
        for (SessionChoice.Verdict verdict : plan.verdicts()) {
          context
              .events()
              .on(
                  new Event.SessionJudged(
                      plan.volume().name(),
                      verdict.session().name(),
                      verdict.pruned(),
                      verdict.reason()));
        }
      }
    }
  }

  private List<PrunePlan> plans(
      OpenArchive archive, VolumeSelection requested, SessionChoice choice) {
    List<Volume> volumes = requested.of(archive).stream().map(archive.store()::volume).toList();
    choice.check(volumes);
    List<PrunePlan> plans = new ArrayList<>();
    List<ArchiveException> unfit = new ArrayList<>();
    for (Volume volume : volumes) {
      try {
        plans.add(new PrunePlan(volume, choice.judge(volume)));
      } catch (ArchiveException e) {
        unfit.add(e);
      }
    }
    if (plans.isEmpty() && !unfit.isEmpty()) {
      throw unfit.getFirst();
    }
    unfit.forEach(e -> context.events().on(new Event.Notice(String.valueOf(e.getMessage()))));
    return plans;
  }

  private void confirm(List<PrunePlan> plans) {
    List<String> summaries =
        plans.stream().filter(plan -> !plan.pruned().isEmpty()).map(PrunePlan::summary).toList();
    if (summaries.isEmpty()) {
      return;
    }
    if (!context.confirmation().confirm("Prune " + String.join(", ", summaries) + "?")) {
      throw new UsageException(
          "Not pruned: nobody agreed to it",
          "Say yes when asked, or give -u (--unattended) to prune without being asked. See what"
              + " would be pruned with --dry-run.");
    }
  }

  private void pruneAll(OpenArchive archive, List<PrunePlan> plans) {
    SkippedVolumes skipped = new SkippedVolumes(context.events(), plans.size());
    for (PrunePlan plan : plans) {
      try {
        prune(archive, plan);
      } catch (IntegrityException e) {
        skipped.add(plan.volume().name(), e);
      }
    }
    skipped.check("pruned", "Everything else was pruned.");
  }

  private void prune(OpenArchive archive, PrunePlan plan) {
    tellIfTheNewestStays(plan);
    plan.carryOut(context, archive);
  }

  private void tellIfTheNewestStays(PrunePlan plan) {
    plan.verdicts().stream()
        .filter(verdict -> verdict.reason().equals(SessionChoice.NEWEST))
        .forEach(verdict ->
            context
                .events()
                .on(
                    new Event.Notice(
                        "Session "
                            + verdict.session().name()
                            + " of volume "
                            + plan.volume().name()
                            + " is not pruned: "
                            + verdict.reason())));
  }
}
