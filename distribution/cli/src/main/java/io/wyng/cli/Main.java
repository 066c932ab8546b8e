package io.wyng.cli;

import io.wyng.cli.console.Console;
import io.wyng.cli.console.StandardStreams;
import io.wyng.cli.environment.ProcessEnvironment;
import io.wyng.cli.report.Version;
import io.wyng.engine.plugin.PluginLoader;

/** The process: one command line, its exit status. */
public final class Main {

  private Main() {}

  /**
   * Runs the command line and ends the process.
   *
   * @param arguments the words behind the program's name
   */
  public static void main(String[] arguments) {
    Console console = StandardStreams.console();
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      // Answered before anything is loaded: scripts ask for it often.
      console.print(Version.current().line());
      return;
    }
    Interruption interruption = Interruption.install(console, Thread.currentThread());
    CommandRunner runner =
        new CommandRunner(
            console,
            ProcessEnvironment.ofThisProcess(),
            (directories, settings, listener) ->
                new PluginLoader().load(directories, settings, listener),
            interruption::isRequested);
    int status = runner.run(arguments);
    interruption.commandFinished();
    System.exit(status);
  }
}
