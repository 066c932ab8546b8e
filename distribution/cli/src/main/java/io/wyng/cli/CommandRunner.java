package io.wyng.cli;

import io.wyng.cli.argument.ArgumentOrder;
import io.wyng.cli.command.GlobalOptions;
import io.wyng.cli.command.HelpText;
import io.wyng.cli.command.Invocation;
import io.wyng.cli.command.PluginLoading;
import io.wyng.cli.command.Program;
import io.wyng.cli.command.Subcommand;
import io.wyng.cli.console.Console;
import io.wyng.cli.environment.ProcessEnvironment;
import io.wyng.cli.report.Failure;
import io.wyng.cli.report.JsonReport;
import io.wyng.cli.report.QuietReport;
import io.wyng.cli.report.Report;
import io.wyng.cli.report.TextReport;
import io.wyng.cli.report.Version;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.failure.WyngException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command line: brings its words into order, runs the command, and turns whatever goes
 * wrong into a message and an exit status.
 */
final class CommandRunner {

  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Console console;
  private final ProcessEnvironment environment;
  private final PluginLoading pluginLoader;
  private final BooleanSupplier interrupted;

  /**
   * A runner in the given surroundings.
   *
   * @param console what it talks through
   * @param environment what it finds around it
   * @param pluginLoader loads plugins, once a command needs them
   * @param interrupted whether the process was asked to end
   */
  CommandRunner(
      Console console,
      ProcessEnvironment environment,
      PluginLoading pluginLoader,
      BooleanSupplier interrupted) {
    this.console = console;
    this.environment = environment;
    this.pluginLoader = pluginLoader;
    this.interrupted = interrupted;
  }

  /**
   * Runs a command line.
   *
   * @param arguments the words behind the program's name
   * @return the exit status
   */
  int run(String... arguments) {
    try {
      execute(parse(arguments), "wyng " + String.join(" ", arguments));
      return DONE;
    } catch (WyngException e) {
      boolean unexplained = e instanceof UsageException && e.remedy().isEmpty();
      String remedy = unexplained ? help(arguments) : e.remedy();
      return fail(e, String.valueOf(e.getMessage()), remedy, e.exitCode(), arguments);
    } catch (RuntimeException | Error e) {
      String remedy =
          "This is a defect of Wyng. Please report it, with the output of the same command with"
              + " --debug; README.md says how.";
      return fail(e, "internal error: " + e, remedy, FAILED, arguments);
    }
  }

  private static ParseResult parse(String... arguments) {
    try {
      return parse(Program.modelFor(arguments), arguments);
    } catch (UsageException e) {
      try {
        return parse(Program.model(), arguments);
      } catch (UsageException better) {
        // It knows the options of all commands, and whose they are.
        String help = help(arguments);
        String remedy = better.remedy().isEmpty() ? help : better.remedy() + "\n  " + help;
        throw new UsageException(String.valueOf(better.getMessage()), remedy, better);
      }
    }
  }

  private static ParseResult parse(CommandLine program, String... arguments) {
    try {
      List<String> arranged = new ArgumentOrder(program).arrange(arguments);
      return program.parseArgs(arranged.toArray(String[]::new));
    } catch (UnmatchedArgumentException e) {
      throw new UsageException("Unexpected argument \"" + e.getUnmatched().getLast() + '"', "", e);
    } catch (ParameterException e) {
      throw new UsageException(String.valueOf(e.getMessage()), "", e);
    }
  }

  private static String help(String... arguments) {
    Optional<String> command =
        new ArgumentOrder(Program.modelFor(arguments)).likelyCommand(arguments);
    return "See: wyng " + command.map(name -> name + " ").orElse("") + "--help";
  }

  private void execute(ParseResult parsed, String words) {
    ParseResult chosen = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (chosen.isUsageHelpRequested()) {
      console.print(HelpText.of(chosen.commandSpec().commandLine()));
    } else if (chosen.isVersionHelpRequested()) {
      console.print(Version.current().line());
    } else {
      Subcommand command = (Subcommand) chosen.commandSpec().userObject();
      GlobalOptions options = ((Program) parsed.commandSpec().userObject()).globalOptions();
      Report report = report(options.json());
      command.run(
          new Invocation(
              options,
              environment,
              console,
              options.quiet() ? new QuietReport(report) : report,
              pluginLoader,
              words));
    }
  }

  private int fail(
      Throwable cause, String message, String remedy, int exitCode, String... arguments) {
    Report report = report(isGiven("--json", arguments));
    if (interrupted.getAsBoolean()) {
      report.failure(new Failure("interrupted; nothing is left half done", "", exitCode));
    } else {
      report.failure(new Failure(message, remedy, exitCode));
    }
    if (isGiven("--debug", arguments)) {
      StringWriter trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace));
      console.printError(trace.toString().stripTrailing());
    }
    return exitCode;
  }

  private Report report(boolean json) {
    return json ? new JsonReport(console) : new TextReport(console);
  }

  /** Looked up in the words, because what went wrong may be that they cannot be parsed. */
  private static boolean isGiven(String flag, String... arguments) {
    return Arrays.stream(arguments).takeWhile(word -> !word.equals("--")).anyMatch(flag::equals);
  }
}
