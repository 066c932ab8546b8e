package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.CheckArchive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng arch-check}: reads and checks everything that the archive holds. */
@Command(
    header = "Check everything that the archive holds.",
    description =
        "Compares the metadata of both sides, and reads and checks every stored chunk of every"
            + " session, the newest first. Says what is damaged, and which sessions can still be"
            + " restored whole; damage does not end the check.",
    footer = {
      "%nExamples:",
      "  wyng arch-check",
      "  wyng arch-check --session=newest",
      "  wyng arch-check --repair && wyng send",
    })
final class ArchCheck extends Subcommand {

  private static final String NEWEST = "newest";

  @Option(
      names = "--session",
      paramLabel = "newest",
      description = "Check only what the newest session of each volume consists of.")
  @Nullable String session;

  @Option(
      names = "--repair",
      description =
          "Have the next send store the damaged chunks of the newest sessions again, from the"
              + " volumes as they are then.")
  boolean repair;

  @Parameters(
      arity = "0..*",
      paramLabel = "VOLUME",
      description = "Volumes to check (default: all of the archive).")
  List<String> volumes = new ArrayList<>();

  @Override
  public void run(Invocation invocation) {
    if (session != null && !session.equals(NEWEST)) {
      throw new UsageException(
          "arch-check knows --session=newest only",
          "To check a certain session of a volume: wyng verify VOLUME --session=" + session);
    }
    new CheckArchive(invocation.context())
        .run(new CheckArchive.Request(Names.volumes(volumes), session != null, repair));
  }
}
