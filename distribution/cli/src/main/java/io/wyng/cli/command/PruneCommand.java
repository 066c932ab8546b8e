package io.wyng.cli.command;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.NamedSessions;
import io.wyng.engine.operation.Prune;
import io.wyng.engine.operation.SessionChoice;
import io.wyng.spi.VolumeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng prune}: removes old sessions. */
@Command(
    name = "prune",
    header = "Remove sessions from the archive.",
    description =
        "Removes sessions that are not wanted any more and frees the space that only they need. All"
            + " other sessions stay complete, and no data is written anew. The newest session of a"
            + " volume always stays.",
    footer = {
      "%nExamples:",
      "  wyng prune --session=20260131-235959 vm-work-private       this session",
      "  wyng prune --session=20260101-000000,20260131-235959       all of January, of all volumes",
      "  wyng prune --session=20260101-000000 --all-before          all that is older",
      "  wyng prune --session=20260101-000000 --all-before --dry-run",
    })
final class PruneCommand extends Subcommand {

  @Option(
      names = "--session",
      paramLabel = "DATE-TIME[,DATE-TIME]",
      description =
          "The session to remove, YYYYMMDD-HHMMSS as shown by list; or the first and the last date"
              + " of a range, in which all sessions are removed.")
  @Nullable String session;

  @Option(
      names = "--all-before",
      description = "Remove all sessions that are older than the one date given by --session.")
  boolean allBefore;

  @Option(names = "--dry-run", description = "Only show for each session why it would go or stay.")
  boolean dryRun;

  @Parameters(
      arity = "0..*",
      paramLabel = "VOLUME",
      description = "Volumes to prune (default: all enabled ones).")
  List<String> volumes = new ArrayList<>();

  @Override
  public void run(Invocation invocation) {
    List<VolumeName> names = Names.volumes(volumes);
    SessionChoice choice = choice();
    Prune prune = new Prune(invocation.context());
    if (dryRun) {
      prune.dryRun(names, choice);
    } else {
      prune.run(names, choice);
    }
  }

  private SessionChoice choice() {
    List<SessionName> dates = Names.sessions(session);
    if (dates.isEmpty()) {
      throw new UsageException(
          "Nothing says which sessions to prune",
          "Give --session with one date and time, with two of them for a range, or with one and"
              + " --all-before.");
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
