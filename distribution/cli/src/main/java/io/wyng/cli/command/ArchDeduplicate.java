package io.wyng.cli.command;

import io.wyng.engine.operation.Deduplicate;
import picocli.CommandLine.Command;

/** {@code wyng arch-deduplicate}: lets equal chunks share their space. */
@Command(
    header = "Let equal data in the archive share its space.",
    description =
        "Makes the equal chunks of all volumes and sessions links of one file each. Nothing is"
            + " linked unless the destination proves by SHA-256 that both are the same, which costs"
            + " reading them there. The command can be interrupted and repeated at any time; what is"
            + " linked already is linked again. The destination must have hard links, and this"
            + " machine room for about 90 bytes for each chunk of the archive.",
    footer = {
      "%nExamples:",
      "  wyng arch-deduplicate",
      "  wyng send --dedup               shares chunks when they are stored",
    })
final class ArchDeduplicate extends Subcommand {

  @Override
  public void run(Invocation invocation) {
    new Deduplicate(invocation.context()).run();
  }
}
