package io.wyng.cli.command;

import io.wyng.engine.operation.DeleteVolume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wyng delete}: removes a volume from the archive. */
@Command(
    header = "Remove a volume from the archive.",
    description =
        "Removes all sessions of the volume from the archive, its configuration and its snapshots."
            + " The volume itself is not touched. Asks before, unless -u is given.",
    footer = {"%nExamples:", "  wyng delete vm-untrusted-private"})
final class DeleteCommand extends Subcommand {

  @Parameters(paramLabel = "VOLUME", description = "Name of a volume in the archive.")
  String volume = "";

  @Override
  public void run(Invocation invocation) {
    new DeleteVolume(invocation.context()).run(Names.volume(volume));
  }
}
