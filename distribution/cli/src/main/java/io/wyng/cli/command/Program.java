package io.wyng.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program and its commands, as picocli reads them. */
@Command(
    name = "wyng",
    header = "Fast incremental backups of block volumes.",
    customSynopsis = "wyng [OPTIONS] COMMAND [VOLUME...]",
    description = "Options may stand before or behind the command.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nExamples:",
      "  wyng arch-init --local=vg/pool --dest=internal:/mnt/backup",
      "  wyng add vm-work-private",
      "  wyng send",
      "  wyng list vm-work-private",
      "  wyng receive vm-work-private --save-to=restored.img",
      "%nMore about a command: wyng help COMMAND",
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage",
      "10-19:the archive cannot be used as asked, or is in use",
      "20-29:the destination cannot be reached, is not mounted, full or failing",
      "30-39:the volumes' storage or the metadata on this machine is missing or failing",
      "40-49:data is missing, damaged, or differs between the two sides",
      "50-59:a plugin is missing or was refused",
      "130, 143:ended by Ctrl-C or by a request to terminate",
    },
    subcommands = {
      ArchInit.class,
      Add.class,
      SendCommand.class,
      ReceiveCommand.class,
      VerifyCommand.class,
      PruneCommand.class,
      DeleteCommand.class,
      RenameCommand.class,
      ArchDelete.class,
      MonitorCommand.class,
      DiffCommand.class,
      ArchCheck.class,
      ListCommand.class,
      ArchDeduplicate.class,
      PluginsCommand.class,
      VersionCommand.class,
      HelpCommand.class,
    })
public final class Program {

  @Mixin private GlobalOptions globalOptions = new GlobalOptions();

  private Program() {}

  /**
   * The options that all commands share.
   *
   * @return filled in when a command line has been parsed
   */
  public GlobalOptions globalOptions() {
    return globalOptions;
  }

  /**
   * The commands and their options, ready to parse.
   *
   * @return a new model, whose values are those of one command line only
   */
  public static CommandLine model() {
    CommandLine program = new CommandLine(new Program());
    // A word that starts with @ is a word: picocli would take it for a file of more words.
    program.setExpandAtFiles(false);
    HelpText.arrange(program);
    return program;
  }
}
