package io.wyng.cli.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
      "20-29:the destination is not mounted or fails (20), cannot be reached (21), is not the"
          + " server that is known (22), does not let us in (23), was lost (24), is full (25),"
          + " refuses access (26)",
      "30-39:the volumes' storage or the metadata on this machine is missing or failing",
      "40-49:data is missing, damaged, or differs between the two sides",
      "50-59:a plugin is missing or was refused",
      "130, 143:ended by Ctrl-C or by a request to terminate",
    })
public final class Program {

  /** By name, in the order of the help. */
  private static final Map<String, Supplier<Subcommand>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("arch-init", ArchInit::new);
    COMMANDS.put("add", Add::new);
    COMMANDS.put("send", SendCommand::new);
    COMMANDS.put("receive", ReceiveCommand::new);
    COMMANDS.put("verify", VerifyCommand::new);
    COMMANDS.put("prune", PruneCommand::new);
    COMMANDS.put("delete", DeleteCommand::new);
    COMMANDS.put("rename", RenameCommand::new);
    COMMANDS.put("arch-delete", ArchDelete::new);
    COMMANDS.put("monitor", MonitorCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put("arch-check", ArchCheck::new);
    COMMANDS.put("list", ListCommand::new);
    COMMANDS.put("arch-deduplicate", ArchDeduplicate::new);
    COMMANDS.put("plugins", PluginsCommand::new);
    COMMANDS.put("dest-validate", DestValidate::new);
    COMMANDS.put("version", VersionCommand::new);
    COMMANDS.put("help", HelpCommand::new);
  }

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
   * The program with all its commands and their options, ready to parse.
   *
   * @return a new model, whose values are those of one command line only
   */
  public static CommandLine model() {
    return model(COMMANDS.keySet());
  }

  /**
   * The program with as few commands as a command line needs: those that it names, or all if it
   * names none. To read the annotations of all takes longer than many a command itself.
   *
   * @param words the words of the command line
   * @return a new model; a command line that does not fit {@link #model()} does not fit this one
   */
  public static CommandLine modelFor(String... words) {
    Set<String> named = new LinkedHashSet<>(COMMANDS.keySet());
    named.retainAll(Arrays.asList(words));
    return named.isEmpty() ? model() : model(named);
  }

  private static CommandLine model(Set<String> names) {
    CommandLine program = new CommandLine(new Program());
    COMMANDS.forEach((name, command) -> {
      if (names.contains(name)) {
        program.addSubcommand(name, command.get());
      }
    });
    // A word that starts with @ is a word: picocli would take it for a file of more words.
    program.setExpandAtFiles(false);
    HelpText.arrange(program);
    return program;
  }
}
