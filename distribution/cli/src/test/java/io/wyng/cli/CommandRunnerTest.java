package io.wyng.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.cli.command.PluginLoading;
import io.wyng.cli.command.Program;
import io.wyng.cli.console.RecordedConsole;
import io.wyng.cli.environment.ProcessEnvironment;
import io.wyng.cli.report.Examples;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.plugin.PluginDirectories;
import io.wyng.engine.plugin.PluginProblem;
import io.wyng.engine.plugin.PluginRegistry;
import io.wyng.engine.plugin.SettingAssignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    PluginLoading noPlugins =
        (directories, settings, listener) -> {
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

    assertEquals(DONE, runWith((directories, settings, listener) -> registry, "plugins"));

    assertTrue(recorded.output().startsWith("NAME"), recorded.output());
    assertEquals("wyng: warning: no module\n  Add one.\n", recorded.errors());
  }

  @Test
  void pluginDirectoriesAreThoseOfTheOptions() {
    Path first = home.resolve("first");
    Path second = home.resolve("second");
    PluginLoading loader =
        (directories, settings, listener) -> {
          assertEquals(List.of(first, second), directories.paths());
          return new PluginRegistry(List.of(), List.of());
        };

    assertEquals(DONE, runWith(loader, "--plugin-dir=first", "plugins", "--plugin-dir", "second"));
  }

  @Test
  void settingsAreThoseOfTheFileAndBehindThemThoseOfTheCommandLine() throws IOException {
    Path file = home.resolve(".config/wyng/wyng.conf");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "# for all commands\nhash.a.b = 1\n");

    List<String> set = settingsOf("--set", "hash.a.b=2", "plugins", "--set=hash.a.b=3");

    assertEquals(
        List.of("hash.a.b=1 by " + file + ":2", "hash.a.b=2 by --set", "hash.a.b=3 by --set"), set);
  }

  @Test
  void anotherConfigurationFileMayBeNamedForACommand() throws IOException {
    Path usual = home.resolve(".config/wyng/wyng.conf");
    Files.createDirectories(usual.getParent());
    Files.writeString(usual, "hash.a.b = 1\n");
    Path named = Files.writeString(home.resolve("other.conf"), "codec.c.d = x = y\n");

    assertEquals(
        List.of("codec.c.d=x = y by " + named + ":1"),
        settingsOf("plugins", "--config=other.conf"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plugins --set=window=1    | --set: \"window=1\" is no setting of a plugin"
            + " |   Write KIND.PLUGIN.SETTING=VALUE, for instance destination.ssh.window=64MiB.",
        "list --set=way.ssh.mode=x | --set: There is no kind of plugin \"way\""
            + " |   The kinds are codec, hash, source, destination; \"wyng plugins\" lists all"
            + " plugins.",
        "plugins fur               | There is no plugin \"fur\""
            + " |   There are: destination.far. \"wyng plugins\" also shows those that cannot be"
            + " used.",
        "plugins codec.far         | There is no plugin \"codec.far\""
            + " |   There are: destination.far. \"wyng plugins\" also shows those that cannot be"
            + " used.",
      })
  void whatIsNotThereToBeSetOrShownIsWrongUsage(String line, String message, String remedy) {
    int status = runWith(CommandRunnerTest::far, line.strip().split(" +"));

    assertEquals(USAGE, status);
    assertEquals("wyng: " + message + "\n  " + remedy + "\n", recorded.errors());
  }

  @Test
  void aConfigurationFileThatIsNamedHasToBeThere() {
    Path file = home.resolve("no.conf");

    assertEquals(USAGE, run("list", "--config=no.conf"));
    assertEquals(
        "wyng: The configuration file " + file + " cannot be read: " + file + " does not exist",
        recorded.errors().lines().toList().getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plugins far", "plugins destination.far", "plugins --verbose"})
  void aPluginIsShownInFull(String line) {
    assertEquals(DONE, runWith(CommandRunnerTest::far, line.split(" ")));

    assertTrue(
        recorded.output().startsWith("destination.far: Archives far away\n"), recorded.output());
    assertTrue(recorded.output().contains("/etc/wyng/wyng.conf:7"), recorded.output());
  }

  @Test
  void warningsOfTheLoaderAreShown() {
    PluginLoading loader =
        (directories, settings, listener) -> {
          listener.on(new Event.Warning("a line is left over", "Take it away."));
          return none(directories, settings, listener);
        };

    assertEquals(DONE, runWith(loader, "plugins", "-q"));

    assertEquals("wyng: warning: a line is left over\n  Take it away.\n", recorded.errors());
  }

  @Test
  void aDefectIsAnInternalErrorAndSaysWhereToGo() {
    int status =
        runWith(
            (directories, settings, listener) -> {
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
            (directories, settings, listener) -> {
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

  private List<String> settingsOf(String... arguments) {
    List<String> set = new ArrayList<>();
    PluginLoading loader =
        (directories, settings, listener) -> {
          for (SettingAssignment each : settings) {
            set.add(
                "%s.%s.%s=%s by %s"
                    .formatted(
                        each.kind().word(),
                        each.provider(),
                        each.setting(),
                        each.value(),
                        each.origin().words()));
          }
          return none(directories, settings, listener);
        };
    assertEquals(DONE, runWith(loader, arguments));
    return set;
  }

  private static PluginRegistry far(
      PluginDirectories directories, List<SettingAssignment> settings, EventListener listener) {
    return new PluginRegistry(List.of(Examples.plugin()), List.of());
  }

  private int run(String... arguments) {
    return runWith(CommandRunnerTest::none, arguments);
  }

  private int runWith(PluginLoading pluginLoader, String... arguments) {
    return new CommandRunner(recorded.console(), environment(), pluginLoader, () -> false)
        .run(arguments);
  }

  private static PluginRegistry none(
      PluginDirectories directories, List<SettingAssignment> settings, EventListener listener) {
    return new PluginRegistry(List.of(), List.of());
  }

  private ProcessEnvironment environment() {
    return new ProcessEnvironment(Map.of(), home, home, false, null, Clock.systemUTC());
  }
}
