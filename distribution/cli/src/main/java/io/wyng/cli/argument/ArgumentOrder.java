package io.wyng.cli.argument;

import io.wyng.engine.failure.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Brings the words of a command line into one order: command, options, operands.
 *
 * <p>People write options before the command (as the manual always did) or behind it. Which options
 * exist, which take a value, and which command they belong to is read from the model of the
 * commands; a word that does not fit is refused here, by its name.
 */
public final class ArgumentOrder {

  private static final String END_OF_OPTIONS = "--";

  private final CommandSpec program;
  private final Map<String, OptionSpec> options = new LinkedHashMap<>();

  /**
   * Reads the model.
   *
   * @param program the program with its commands
   */
  public ArgumentOrder(CommandLine program) {
    this.program = program.getCommandSpec();
    options.putAll(this.program.optionsMap());
    for (CommandLine command : program.getSubcommands().values()) {
      command.getCommandSpec().optionsMap().forEach(options::putIfAbsent);
    }
  }

  /**
   * Brings the words into order. Values are attached to their options ({@code --name=value}), a
   * flag that is repeated is kept once, and operands stand behind {@code --}.
   *
   * @param arguments the words as given
   * @return command, options, operands; without a command only when help or the version is asked
   *     for
   * @throws UsageException naming the first word that does not fit
   */
  public List<String> arrange(String... arguments) {
    Words words = read(arguments);
    if (words.operands.isEmpty()) {
      return withoutCommand(words);
    }
    String name = words.operands.removeFirst();
    CommandLine command = program.subcommands().get(name);
    if (command == null) {
      throw unknown("command", name, program.subcommands().keySet());
    }
    List<String> arranged = new ArrayList<>(List.of(name));
    for (Given given : words.options) {
      if (!command.getCommandSpec().optionsMap().containsKey(given.name)) {
        throw misplaced(given.name, name);
      }
      arranged.add(given.toString());
    }
    if (!words.operands.isEmpty()) {
      arranged.add(END_OF_OPTIONS);
      arranged.addAll(words.operands);
    }
    return arranged;
  }

  /**
   * The command that was probably meant, for a hint after an error.
   *
   * @param arguments the words as given
   * @return the first word that is the name of a command
   */
  public Optional<String> likelyCommand(String... arguments) {
    return Arrays.stream(arguments).filter(program.subcommands()::containsKey).findFirst();
  }

  private List<String> withoutCommand(Words words) {
    boolean informative =
        words.options.stream()
            .map(given -> option(given.name))
            .anyMatch(option -> option.usageHelp() || option.versionHelp());
    if (!informative) {
      throw new UsageException("No command given", "");
    }
    return words.options.stream().map(Given::toString).toList();
  }

  private Words read(String... arguments) {
    Words words = new Words();
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals(END_OF_OPTIONS)) {
        rest.forEachRemaining(words.operands::add);
      } else if (word.startsWith("--")) {
        words.add(longOption(word, rest));
      } else if (word.startsWith("-") && word.length() > 1) {
        shortOptions(word).forEach(words::add);
      } else {
        words.operands.add(word);
      }
    }
    return words;
  }

  private Given longOption(String word, Iterator<String> rest) {
    int equals = word.indexOf('=');
    String given = equals < 0 ? word : word.substring(0, equals);
    OptionSpec option = option(given);
    @Nullable String value = equals < 0 ? null : word.substring(equals + 1);
    if (!takesValue(option)) {
      if (value != null) {
        throw new UsageException("Option " + given + " takes no value", "");
      }
    } else if (value == null && rest.hasNext()) {
      value = rest.next();
      if (value.startsWith("-")) {
        throw new UsageException(
            "Option " + given + " needs a value, but " + quote(value) + " follows",
            "Write " + given + "=" + value + " if that is the value.");
      }
    }
    if (takesValue(option) && (value == null || value.isEmpty())) {
      throw new UsageException("Option " + given + " needs a value", "");
    }
    return new Given(option.longestName(), value);
  }

  private List<Given> shortOptions(String word) {
    List<Given> given = new ArrayList<>();
    for (char letter : word.substring(1).toCharArray()) {
      OptionSpec option = option("-" + letter);
      if (takesValue(option)) {
        throw new UsageException(
            "Option -" + letter + " needs a value", "Write " + option.longestName() + "=VALUE.");
      }
      given.add(new Given(option.longestName(), null));
    }
    return given;
  }

  private OptionSpec option(String name) {
    OptionSpec option = options.get(name);
    if (option == null) {
      throw unknown("option", name, options.keySet());
    }
    return option;
  }

  private UsageException misplaced(String option, String command) {
    Set<String> owners = new TreeSet<>();
    program
        .subcommands()
        .forEach((name, owner) -> {
          if (owner.getCommandSpec().optionsMap().containsKey(option)) {
            owners.add(name);
          }
        });
    return new UsageException(
        "Option " + option + " does not belong to the command " + quote(command),
        "It is an option of: " + String.join(", ", owners) + ".");
  }

  private static UsageException unknown(String what, String word, Set<String> known) {
    return new UsageException(
        "Unknown " + what + " " + quote(word),
        EditDistance.nearest(word, known)
            .map(meant -> "Did you mean " + quote(meant) + "?")
            .orElse(""));
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static String quote(String word) {
    return '"' + word + '"';
  }

  /**
   * What was read: options in the order given, the same one only where it was given last, and
   * everything that is no option.
   */
  private static final class Words {
    private final Set<Given> options = new LinkedHashSet<>();
    private final List<String> operands = new ArrayList<>();

    /** Where the last one counts, its place among the others matters. */
    void add(Given given) {
      options.remove(given);
      options.add(given);
    }
  }

  /** An option under its longest name, with its value if it takes one. */
  private record Given(String name, @Nullable String value) {
    @Override
    public String toString() {
      return value == null ? name : name + "=" + value;
    }
  }
}
