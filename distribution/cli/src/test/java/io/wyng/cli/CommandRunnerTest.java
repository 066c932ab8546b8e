package io.wyng.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.cli.command.Program;
import io.wyng.cli.console.RecordedConsole;
import io.wyng.cli.environment.ProcessEnvironment;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.plugin.PluginDirectories;
import io.wyng.engine.plugin.PluginProblem;
import io.wyng.engine.plugin.PluginRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRunnerTest {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int ARCHIVE = 10;
  private static final int PLUGIN = 50;

  @TempDir Path home;
  private final RecordedConsole recorded = RecordedConsole.piped();

  static Stream<String> commands() {
    return Program.model().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfWithExamplesAndLoadsNothingForThat(String command) {
    Function<PluginDirectories, PluginRegistry> noPlugins =
        directories -> {
          throw new AssertionError("plugins were loaded");
        };

    int status = runWith(noPlugins, command, "--help");

    assertEquals(DONE, status);
    assertTrue(recorded.output().contains("Usage: wyng " + command), recorded.output());
    assertTrue(recorded.output().contains("Examples:\n  wyng " + command), recorded.output());
    assertTrue(
        recorded
            .output()
            .substring(recorded.output().indexOf("Examples:\n"))
            .lines()
            .skip(1)
            .allMatch(line -> line.startsWith("  ")),
        "no example is longer than a line: " + recorded.output());
    assertTrue(recorded.output().contains("--meta-dir"), recorded.output());
    assertEquals("", recorded.errors());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpBeforeOrBehindACommandOrAsCommandIsTheSame(String command) {
    run(command, "--help");
    String first = recorded.output();

    run("-h", command);
    run("help", command);

    assertEquals(first.repeat(3), recorded.output());
  }

  @Test
  void theProgramsHelpNamesAllCommandsAndExitStatuses() {
    assertEquals(DONE, run("--help"));

    commands().forEach(name -> assertTrue(recorded.output().contains("\n  " + name + " "), name));
    for (String status : List.of("10-19", "20-29", "30-39", "40-49", "50-59", "130, 143")) {
      assertTrue(recorded.output().contains("\n  " + status + " "), status);
    }
  }

  @Test
  void noLineOfHelpIsWiderThanATerminalOfNinetyColumns() {
    run("--help");
    commands().forEach(name -> run("help", name));

    assertEquals(List.of(), recorded.output().lines().filter(line -> line.length() >= 90).toList());
  }

  @Test
  void theVersionIsOneLine() {
    assertEquals(DONE, run("list", "--version"));

    assertTrue(recorded.output().matches("wyng \\d+\\.\\d+\\.\\d+\\S*\n"), recorded.output());
  }

  @Test
  void theVersionCommandNamesWhatItRunsWith() {
    assertEquals(DONE, run("version"));

    assertTrue(recorded.output().contains("\nJava 25"), recorded.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope                       | Unknown option \"--nope\"                    | wyng --help",
        "sned                         | Unknown command \"sned\"                     | wyng --help",
        "send --save-to=x             | Option --save-to does not belong to the command \"send\""
            + " | wyng send --help",
        "receive                      | Missing required parameter: 'VOLUME'          "
            + "| wyng receive --help",
        "verify a b                   | Unexpected argument \"b\"                    "
            + "| wyng verify --help",
        "add                          | Missing required parameter: 'VOLUME'          "
            + "| wyng add --help",
        "receive a/b                  | Invalid volume name \"a/b\": a name has 1 to 112 of the"
            + " characters a-z A-Z 0-9 + . _ - and is not . or .. | wyng receive --help",
        "add ..                       | Invalid volume name \"..\": a name has 1 to 112 of the"
            + " characters a-z A-Z 0-9 + . _ - and is not . or .. | wyng add --help",
        "verify v --session=yesterday | Invalid session \"yesterday\": expected a date and time as"
            + " YYYYMMDD-HHMMSS, for instance 20260131-235959 | wyng verify --help",
        "verify v --session=20260230-000000 | Invalid session \"20260230-000000\": expected a date"
            + " and time as YYYYMMDD-HHMMSS, for instance 20260131-235959 | wyng verify --help",
        "arch-init --local=vg/pool    | Missing required option: '--dest=TYPE:/PATH'  "
            + "| wyng arch-init --help",
        "arch-init --dest=internal:/x | Missing required option: '--local=LOCATION'  "
            + "| wyng arch-init --help",
        "verify v --subdir=x | Option --subdir needs --from |",
        "list --local=vg/pool | Option --local needs --from |",
        "arch-init --from=internal:/x --dest=internal:/y "
            + "| Options --dest and --from exclude each other |",
        "arch-init --from=internal:/x --chunk-factor=2 "
            + "| Options --chunk-factor and --from exclude each other |",
        "receive v --from=nowhere | Malformed destination \"nowhere\": expected TYPE:/path or"
            + " TYPE://host/path, for instance internal:/mnt/backup or ssh://user@host/mnt/backup"
            + " | wyng receive --help",
        "arch-init --local=a --dest=b --chunk-factor=x "
            + "| Invalid value for option '--chunk-factor': 'x' is not an int "
            + "| wyng arch-init --help",
        "verify v --session=20260101-000000 --session=20260101-000001 "
            + "| option '--session' (DATE-TIME) should be specified only once "
            + "| wyng verify --help",
        "send --testing-dedup=6       | Invalid deduplication level 6: expected 0 to 5 |",
        "arch-deduplicate v           | Unexpected argument \"v\"                    "
            + "| wyng arch-deduplicate --help",
        "help nothing                 | Unknown command \"nothing\"                  |",
        "-u                           | No command given                               | wyng --help",
      })
  void wrongUsageIsOneMessageAndTheWayToTheHelp(String line, String message, String help) {
    int status = run(line.strip().split(" +"));

    assertEquals(USAGE, status);
    assertEquals("wyng: " + message.strip(), recorded.errors().lines().toList().getFirst());
    if (help != null) {
      assertEquals("  See: " + help.strip(), recorded.errors().lines().toList().getLast());
    }
    assertEquals("", recorded.output());
  }

  @Test
  void aFailureHasItsOwnExitStatusAndItsRemedy() {
    int status = run("list");

    assertEquals(ARCHIVE, status);
    assertEquals(
        "wyng: No archive is configured in " + home.resolve(".local/state/wyng.backup"),
        recorded.errors().lines().toList().getFirst());
    assertTrue(recorded.errors().lines().toList().getLast().startsWith("  Make one with"));
    assertFalse(recorded.errors().contains("\tat "));
  }

  @Test
  void theMetadataDirectoryCanBeNamed() {
    run("--meta-dir", "elsewhere", "list");

    assertTrue(
        recorded.errors().contains(home.resolve("elsewhere/wyng.backup").toString()),
        recorded.errors());
  }

  @Test
  void withJsonAFailureIsAnObjectOnTheOutput() {
    run("list", "--json");

    assertTrue(recorded.output().startsWith("{\"type\":\"error\","), recorded.output());
    assertTrue(recorded.output().endsWith("\"exitCode\":10}\n"), recorded.output());
    assertEquals("", recorded.errors());
  }

  @Test
  void withJsonEvenWrongUsageIsAnObject() {
    assertEquals(USAGE, run("--json", "sned"));

    assertTrue(recorded.output().startsWith("{\"type\":\"error\","), recorded.output());
  }

  @Test
  void onlyDebugShowsTheStackTrace() {
    assertEquals(ARCHIVE, run("--debug", "list"));

    assertTrue(recorded.errors().contains("\tat "), recorded.errors());
  }

  @Test
  void pluginsAndTheirProblemsAreListedWithSuccess() {
    PluginRegistry registry =
        new PluginRegistry(
            List.of(),
            List.of(new PluginProblem(Path.of("/p.jar"), "no module", "Add one.", null)));

    assertEquals(DONE, runWith(directories -> registry, "plugins"));

    assertTrue(recorded.output().startsWith("NAME"), recorded.output());
    assertEquals("wyng: warning: no module\n  Add one.\n", recorded.errors());
  }

  @Test
  void pluginDirectoriesAreThoseOfTheOptions() {
    Path first = home.resolve("first");
    Path second = home.resolve("second");
    Function<PluginDirectories, PluginRegistry> loader =
        directories -> {
          assertEquals(List.of(first, second), directories.paths());
          return new PluginRegistry(List.of(), List.of());
        };

    assertEquals(DONE, runWith(loader, "--plugin-dir=first", "plugins", "--plugin-dir", "second"));
  }

  @Test
  void aDefectIsAnInternalErrorAndSaysWhereToGo() {
    int status =
        runWith(
            directories -> {
              throw new IllegalStateException("two and two");
            },
            "plugins");

    assertEquals(FAILED, status);
    assertTrue(
        recorded
            .errors()
            .startsWith("wyng: internal error: java.lang.IllegalStateException: two and two\n  "),
        recorded.errors());
    assertTrue(recorded.errors().contains("report"), recorded.errors());
    assertFalse(recorded.errors().contains("\tat "));
  }

  @Test
  void pluginsThatCannotBeLoadedAtAllAreAPluginFailure() {
    int status =
        runWith(
            directories -> {
              throw new PluginException("cannot be loaded", "");
            },
            "plugins");

    assertEquals(PLUGIN, status);
  }

  @Test
  void aCommandThatFailsAfterAnInterruptionWasInterrupted() {
    CommandRunner runner =
        new CommandRunner(recorded.console(), environment(), CommandRunnerTest::none, () -> true);

    runner.run("list");

    assertEquals("wyng: interrupted; nothing is left half done\n", recorded.errors());
  }

  private int run(String... arguments) {
    return runWith(CommandRunnerTest::none, arguments);
  }

  private int runWith(
      Function<PluginDirectories, PluginRegistry> pluginLoader, String... arguments) {
    return new CommandRunner(recorded.console(), environment(), pluginLoader, () -> false)
        .run(arguments);
  }

  private static PluginRegistry none(PluginDirectories directories) {
    return new PluginRegistry(List.of(), List.of());
  }

  private ProcessEnvironment environment() {
    return new ProcessEnvironment(Map.of(), home, home, false, null, Clock.systemUTC());
  }
}
