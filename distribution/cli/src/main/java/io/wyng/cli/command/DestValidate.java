package io.wyng.cli.command;

import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.operation.TestedGuarantee.Outcome;
import io.wyng.engine.operation.ValidateDestination;
import io.wyng.engine.operation.ValidatedDestination;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng dest-validate}: tries whether a destination does what archives need. */
@Command(
    header = "Try whether a destination does all that an archive needs.",
    description =
        "Runs the tests that every destination plugin must pass, in a scratch directory at URL that"
            + " is removed in the end, and says what the destination guarantees. No archive is"
            + " needed, and none is touched. Takes some minutes, and 200 MB of space there.",
    footer = {
      "%nExamples:",
      "  wyng dest-validate internal:/mnt/backup",
      "  wyng dest-validate ssh://backup@server/srv/wyng --subdir=try",
    })
final class DestValidate extends Subcommand {

  @Option(
      names = "--subdir",
      paramLabel = "PATH",
      description = "Make the scratch directory in PATH below the URL's mount point.")
  @Nullable String subdirectory;

  @Parameters(paramLabel = "URL", description = "The destination, as for arch-init --dest.")
  String url = "";

  @Override
  public void run(Invocation invocation) {
    ValidatedDestination destination =
        new ValidateDestination(invocation.context(), invocation.guaranteeTests())
            .run(url, subdirectory, invocation.report()::guarantee);
    invocation.report().validated(destination);
    long broken = destination.count(Outcome.BROKEN);
    if (broken > 0) {
      throw new DestinationException(
          destination.destination()
              + " breaks "
              + broken
              + " of "
              + destination.results().size()
              + " guarantees that archives rely on",
          "Keep no archives there. If the server is in order, tell the author of the plugin "
              + destination.provider()
              + ".");
    }
  }
}
