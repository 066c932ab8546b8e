package io.wyng.cli.command;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/** The help of the program and of its commands: their own options first, the shared ones below. */
public final class HelpText {

  private static final int WIDTH = 88;

  private HelpText() {}

  /**
   * The help of a command.
   *
   * @param command a command of a model that was made by {@link Program#model}
   * @return lines without the last line end
   */
  public static String of(CommandLine command) {
    return command.getUsageMessage(Help.Ansi.OFF).stripTrailing();
  }

  /** Settles how the help of a program and its commands looks. */
  static void arrange(CommandLine program) {
    Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
        .forEach(command -> {
          UsageMessageSpec usage = command.getCommandSpec().usageMessage();
          usage.width(WIDTH);
          usage.sortOptions(false);
          usage.abbreviateSynopsis(true);
          usage.descriptionHeading("%n");
          usage.parameterListHeading("%nParameters:%n");
          command
              .getHelpSectionMap()
              .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::optionLists);
        });
  }

  private static String optionLists(Help help) {
    List<OptionSpec> options = help.commandSpec().options();
    List<OptionSpec> own = options.stream().filter(option -> !isShared(option)).toList();
    List<OptionSpec> others = options.stream().filter(HelpText::isShared).toList();
    return section(help, "Options:", own) + section(help, "Options of every command:", others);
  }

  private static boolean isShared(OptionSpec option) {
    return option.scopeType() == ScopeType.INHERIT;
  }

  private static String section(Help help, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return "";
    }
    Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
    layout.addAllOptions(options, help.parameterLabelRenderer());
    return String.format("%n%s%n%s", heading, layout);
  }
}
