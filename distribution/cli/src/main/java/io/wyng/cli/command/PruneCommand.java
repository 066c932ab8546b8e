package io.wyng.cli.command;

import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.NamedSessions;
import io.wyng.engine.operation.Prune;
import io.wyng.engine.operation.SessionChoice;
import io.wyng.engine.operation.SessionsByPolicy;
import io.wyng.engine.operation.VolumeSelection;
import io.wyng.engine.retention.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wyng prune}: removes old sessions. */
@Command(
    header = "Remove sessions from the archive.",
    description =
        "Removes sessions that are not wanted any more and frees the space that only they need. All"
            + " other sessions stay complete, and no data is written anew. The newest session of a"
            + " volume always stays.",
    footer = {
      "%nExamples:",
      "  wyng prune --session=20260131-235959 vm-work-private    this session",
      "  wyng prune --session=20260101-000000,20260131-235959    all of January",
      "  wyng prune --session=20260101-000000 --all-before       all that is older",
      "  wyng prune --keep-within=14d --keep-weekly=8 --keep-monthly=12 --dry-run",
      "  wyng prune --keep-last=3 --keep=^release",
    })
final class PruneCommand extends Subcommand {

  @Option(
      names = "--session",
      paramLabel = "DATE-TIME[,DATE-TIME]",
      description =
          "The session to remove, YYYYMMDD-HHMMSS as shown by list, or ^TAG; or the first and the"
              + " last date of a range, in which all sessions are removed.")
  @Nullable String session;

  @Option(
      names = "--all-before",
      description = "Remove all sessions that are older than the one date given by --session.")
  boolean allBefore;

  @Option(names = "--dry-run", description = "Only show for each session why it would go or stay.")
  boolean dryRun;

  @Mixin RetentionOptions retention = new RetentionOptions();
  @Mixin SelectionOptions selection = new SelectionOptions();

  @Override
  public void run(Invocation invocation) {
    VolumeSelection volumes = selection.selection();
    SessionChoice choice = choice();
    Prune prune = new Prune(invocation.context());
    if (dryRun) {
      prune.dryRun(volumes, choice);
    } else {
      prune.run(volumes, choice);
    }
  }

  private SessionChoice choice() {
    List<SessionReference> dates = Names.sessions(session);
    Optional<RetentionPolicy> policy = retention.policy();
    if (policy.isPresent() && (allBefore || !dates.isEmpty())) {
      throw new UsageException(
          "--session and --all-before name what goes, the --keep options what stays",
          "Give one or the other.");
    }
    if (policy.isPresent()) {
      return new SessionsByPolicy(policy.get());
    }
    if (dates.isEmpty()) {
      throw new UsageException(
          "Nothing says which sessions to prune",
          "Give --session with one date and time, with two of them for a range, or with one and"
              + " --all-before; or say what is kept with --keep-last, --keep-daily and the like.");
    }
    if (allBefore) {
      if (dates.size() > 1) {
        throw new UsageException("--all-before takes one date, not a range", "");
      }
      return new NamedSessions.Before(dates.getFirst());
    }
    return dates.size() == 1
        ? new NamedSessions.Exactly(dates.getFirst())
        : new NamedSessions.Between(dates.getFirst(), dates.getLast());
  }
}
