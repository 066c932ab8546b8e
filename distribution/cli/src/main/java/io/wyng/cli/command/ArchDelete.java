package io.wyng.cli.command;

import io.wyng.engine.operation.DeleteArchive;
import picocli.CommandLine.Command;

/** {@code wyng arch-delete}: removes an archive. */
@Command(
    header = "Delete the archive.",
    description =
        "Removes all sessions of all volumes from the destination, the archive's directory there, the"
            + " snapshots of the volumes, and the configuration on this machine. The volumes"
            + " themselves are not touched. Asks before, unless -u is given.",
    footer = {"%nExamples:", "  wyng arch-delete", "  wyng --meta-dir=/root/other arch-delete"})
final class ArchDelete extends Subcommand {

  @Override
  public void run(Invocation invocation) {
    new DeleteArchive(invocation.context()).run();
  }
}
