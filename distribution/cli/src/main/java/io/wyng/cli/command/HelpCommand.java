package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wyng help}: explains the program or one of its commands. */
@Command(
    header = "Print help for the program or for a command.",
    footer = {"%nExamples:", "  wyng help", "  wyng help receive"})
final class HelpCommand extends Subcommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command to explain (default: the program).")
  @Nullable String command;

  @Override
  public void run(Invocation invocation) {
    CommandLine program = Program.model();
    @Nullable CommandLine explained =
        command == null ? program : program.getSubcommands().get(command);
    if (explained == null) {
      throw new UsageException(
          "Unknown command \"" + command + "\"",
          "The commands are: " + String.join(", ", program.getSubcommands().keySet()) + ".");
    }
    invocation.print(HelpText.of(explained));
  }
}
