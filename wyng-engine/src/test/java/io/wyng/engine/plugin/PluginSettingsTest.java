package io.wyng.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an operator sets of plugins. The plugin {@code alpha} has two settings, and its description
 * tells what it was told.
 */
class PluginSettingsTest {

  private static final String EXPLAINED = "\"wyng plugins hash.alpha\" explains the settings.";
  private static final String LIST =
      "\"wyng plugins\" lists what there is and how to ask for it; another plugin goes into a"
          + " plugin directory.";
  private static final String AUTHOR =
      " | Remove it or install another version of it; its author may want to know.";

  @TempDir private static Path engineScratch;
  private static ModularEngine engine;

  @TempDir private Path scratch;
  private Path plugins;
  private Path file;

  @BeforeAll
  static void startEngine() throws IOException, ReflectiveOperationException {
    engine = new ModularEngine(engineScratch);
  }

  @BeforeEach
  void dropPlugins() throws IOException {
    Path root = scratch.toRealPath();
    plugins = Files.createDirectory(root.resolve("plugins"));
    file = root.resolve("wyng.conf");
    adjustable(
        "alpha",
        """
        return java.util.List.of(THREADS, MODE);
        """,
        "threads = values.get(THREADS); mode = values.get(MODE);");
    PluginBuilder.hashPlugin(scratch, "beta").jar(plugins.resolve("beta.jar"));
  }

  @Test
  void withoutSettingsEverythingHasItsDefault() {
    UnaryOperator<String> loaded = engine.loadSetting(plugins);

    assertEquals("", loaded.apply("problems"));
    assertEquals("threads=4 by default\nmode=fast by default", loaded.apply("settings"));
    assertEquals("4 fast", loaded.apply("hash alpha"));
  }

  @Test
  void aProviderIsToldWhatIsSet() {
    UnaryOperator<String> loaded =
        engine.loadSetting(plugins, "hash.alpha.threads=7", "hash.alpha.mode=safe");

    assertEquals("threads=7 by --set\nmode=safe by --set", loaded.apply("settings"));
    assertEquals("7 safe", loaded.apply("hash alpha"));
  }

  @Test
  void ofSeveralAssignmentsTheLastCounts() {
    UnaryOperator<String> loaded =
        engine.loadSetting(plugins, "hash.alpha.threads=7", "hash.alpha.threads=9");

    assertEquals("9 fast", loaded.apply("hash alpha"));
  }

  @Test
  void aValueThatIsOverruledNeedNotBeAllowed() {
    UnaryOperator<String> loaded =
        engine.loadSetting(plugins, "hash.alpha.threads=many", "hash.alpha.threads=9");

    assertEquals("9 fast", loaded.apply("hash alpha"));
  }

  @Test
  void theConfigurationFileSetsLineByLine() throws IOException {
    Files.writeString(
        file,
        """
        # settings of plugins

          hash.alpha.threads =  7
        hash.alpha.mode=safe
        """);

    UnaryOperator<String> loaded = engine.loadSetting(plugins, file.toString());

    assertEquals(
        "threads=7 by " + file + ":3\nmode=safe by " + file + ":4", loaded.apply("settings"));
    assertEquals("7 safe", loaded.apply("hash alpha"));
  }

  @Test
  void theCommandLineOverrulesTheFile() throws IOException {
    Files.writeString(file, "hash.alpha.threads = 7\nhash.alpha.mode = safe\n");

    UnaryOperator<String> loaded =
        engine.loadSetting(plugins, file.toString(), "hash.alpha.threads=9");

    assertEquals("threads=9 by --set\nmode=safe by " + file + ":2", loaded.apply("settings"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hash.alpha.threads=0 | --set: hash.alpha.threads: \"0\" is not a number from 1 to 64"
            + " | It is 4 unless you set it; ",
        "hash.alpha.mode=slow | --set: hash.alpha.mode: \"slow\" is not fast or safe"
            + " | It is fast unless you set it; ",
        "hash.alpha.tempo=1 | --set: The hash alpha has no setting \"tempo\" (it has threads, mode)"
            + " | Correct its name or take it away; ",
      })
  void whatCannotBeSetIsRefusedWithAllThatIsNeededToCorrectIt(
      String setting, String message, String remedy) {
    UnaryOperator<String> answer = engine.loadSetting(plugins, setting);

    assertEquals(message + " | " + remedy + " " + EXPLAINED, answer.apply("settings"));
  }

  @Test
  void aPluginWithoutSettingsSaysSo() {
    UnaryOperator<String> answer = engine.loadSetting(plugins, "hash.beta.threads=1");

    assertTrue(
        answer
            .apply("settings")
            .startsWith("--set: The hash beta has no setting \"threads\" (it has none) | "),
        answer.apply("settings"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hash.alpha | \"hash.alpha\" is no setting of a plugin",
        "alpha.threads=1 | \"alpha.threads=1\" is no setting of a plugin",
        "hash..threads=1 | \"hash..threads=1\" is no setting of a plugin",
        "hash.alpha.threads.max=1 | \"hash.alpha.threads.max=1\" is no setting of a plugin",
        "=1 | \"=1\" is no setting of a plugin",
      })
  void whatIsNoSettingIsRefusedWithAnExample(String setting, String message) {
    UnaryOperator<String> answer = engine.loadSetting(plugins, setting);

    assertEquals(
        "--set: "
            + message
            + " | Write KIND.PLUGIN.SETTING=VALUE, for instance destination.ssh.window=64MiB.",
        answer.apply("settings"));
  }

  @Test
  void aKindThatThereIsNotIsRefusedWithThoseThereAre() {
    UnaryOperator<String> answer = engine.loadSetting(plugins, "hush.alpha.threads=1");

    assertEquals(
        "--set: There is no kind of plugin \"hush\" | The kinds are codec, hash, source,"
            + " destination; \"wyng plugins\" lists all plugins.",
        answer.apply("settings"));
  }

  @Test
  void onTheCommandLineAPluginThatThereIsNotIsRefusedWithThoseThereAre() {
    UnaryOperator<String> answer = engine.loadSetting(plugins, "hash.gamma.threads=1");

    assertEquals(
        "--set: There is no hash \"gamma\" (there are alpha, beta) | " + LIST,
        answer.apply("settings"));
  }

  @Test
  void inTheFileAPluginThatThereIsNotIsOnlyWarnedOf() throws IOException {
    Files.writeString(file, "hash.gamma.threads = 1\nhash.alpha.threads = 7\n");

    UnaryOperator<String> loaded = engine.loadSetting(plugins, file.toString());

    assertEquals(
        file + ":1: There is no hash \"gamma\" (there are alpha, beta) | " + LIST,
        loaded.apply("warnings"));
    assertEquals("7 fast", loaded.apply("hash alpha"));
  }

  @Test
  void inTheFileWhatAPluginDoesNotTakeIsRefused() throws IOException {
    Files.writeString(file, "\nhash.alpha.threads = x\n");

    UnaryOperator<String> answer = engine.loadSetting(plugins, file.toString());

    assertEquals(
        file
            + ":2: hash.alpha.threads: \"x\" is not a number from 1 to 64 | It is 4 unless you set"
            + " it; "
            + EXPLAINED,
        answer.apply("settings"));
  }

  @Test
  void aLineThatIsNoSettingIsNamed() throws IOException {
    Files.writeString(file, "# ok\nthreads 7\n");

    UnaryOperator<String> answer = engine.loadSetting(plugins, file.toString());

    assertTrue(
        answer.apply("settings").startsWith(file + ":2: \"threads 7\" is no setting of a plugin"),
        answer.apply("settings"));
  }

  @Test
  void aFileThatOthersCanWriteToIsNotUsed() throws IOException {
    Files.writeString(file, "hash.alpha.threads = 7\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    UnaryOperator<String> answer = engine.loadSetting(plugins, file.toString());

    assertTrue(
        answer
            .apply("settings")
            .startsWith(
                "The configuration file "
                    + file
                    + " is not used: "
                    + file
                    + " may be written to by everybody | "),
        answer.apply("settings"));
  }

  @Test
  void aFileInADirectoryThatOthersCanWriteToIsNotUsed() throws IOException {
    Path open = Files.createDirectory(file.resolveSibling("open"));
    file = Files.writeString(open.resolve("wyng.conf"), "hash.alpha.threads = 7\n");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    UnaryOperator<String> answer = engine.loadSetting(plugins, file.toString());

    assertTrue(
        answer.apply("settings").contains(open + " may be written to by everybody | "),
        answer.apply("settings"));
  }

  @Test
  void aFileThatIsMissingOrNoTextIsRefused() throws IOException {
    UnaryOperator<String> missing = engine.loadSetting(plugins, file.toString());
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    UnaryOperator<String> binary = engine.loadSetting(plugins, file.toString());

    assertTrue(
        missing
            .apply("settings")
            .startsWith(
                "The configuration file "
                    + file
                    + " cannot be read: "
                    + file
                    + " does not exist | "),
        missing.apply("settings"));
    assertTrue(
        binary
            .apply("settings")
            .startsWith("The configuration file " + file + " is no text in UTF-8 | "),
        binary.apply("settings"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException(\"no\"); |"
            + " failed when it was started: java.lang.IllegalStateException: no",
        "return java.util.List.of(THREADS, MODE, THREADS); |"
            + " declares the setting \"threads\" twice",
        "return java.util.List.of(io.wyng.spi.Setting.text(\"A.b\", \"Wrong\", \"\")); |"
            + " failed when it was started: java.lang.IllegalArgumentException: A setting cannot"
            + " be called \"A.b\": a name has 1 to 32 of a-z, 0-9 and -",
        "return null; | failed when it was started: java.lang.NullPointerException",
      })
  void aPluginWhoseSettingsAreWrongHindersNoOther(String settings, String problem)
      throws IOException {
    Path bad = adjustable("bad", settings, "");

    UnaryOperator<String> loaded = engine.loadSetting(plugins, "hash.alpha.threads=7");

    assertTrue(
        loaded.apply("problems").startsWith("The plugin " + bad + " " + problem),
        loaded.apply("problems"));
    assertTrue(loaded.apply("problems").endsWith(AUTHOR), loaded.apply("problems"));
    assertEquals("7 fast", loaded.apply("hash alpha"));
  }

  @Test
  void aPluginThatDoesNotTakeItsSettingsIsTheReasonWhyItIsMissing() throws IOException {
    Path bad =
        adjustable(
            "bad",
            "return java.util.List.of(THREADS, MODE);",
            "throw new IllegalArgumentException(\"7 threads are not safe\");");
    String problem =
        "The plugin "
            + bad
            + " failed when it was started: java.lang.IllegalArgumentException: 7 threads are not"
            + " safe";

    UnaryOperator<String> unset = engine.loadSetting(plugins);
    UnaryOperator<String> set = engine.loadSetting(plugins, "hash.bad.threads=7");

    assertEquals(problem + AUTHOR, unset.apply("problems"));
    assertEquals("4 fast", unset.apply("hash alpha"));
    assertEquals(
        "--set: There is no hash \"bad\" (there are alpha, beta). Perhaps because: "
            + problem
            + AUTHOR,
        set.apply("settings"));
  }

  @Test
  void theLibrariesOfAPluginAreKnown() throws IOException {
    Path library =
        PluginBuilder.module(scratch)
            .source("module-info", "module library { exports library; }")
            .source("library.Thing", "package library; public final class Thing {}")
            .jar(plugins.resolve("gamma/library.jar"));
    PluginBuilder.hashPlugin(scratch, "gamma")
        .against(library)
        .jar(plugins.resolve("gamma/gamma.jar"));

    UnaryOperator<String> loaded = engine.loadSetting(plugins);

    assertEquals("library.jar", loaded.apply("libraries"));
  }

  private Path adjustable(String name, String settings, String configure) throws IOException {
    return PluginBuilder.hashPlugin(scratch, name)
        .source(
            "test." + name + ".Hash",
            """
            package test.%1$s;
            import io.wyng.spi.Setting;
            public final class Hash implements io.wyng.spi.hash.HashProvider {
              enum Mode { FAST, SAFE }
              static final Setting<Integer> THREADS =
                  Setting.integer("threads", "How many", 4, 1, 64);
              static final Setting<Mode> MODE = Setting.choice("mode", "How", Mode.FAST);
              private int threads;
              private Mode mode;
              public String name() { return "%1$s"; }
              public String description() {
                return threads + " " + String.valueOf(mode).toLowerCase();
              }
              public java.util.List<Setting<?>> settings() { %2$s }
              public void configure(io.wyng.spi.SettingValues values) { %3$s }
              public int digestLength() { return 32; }
              public io.wyng.spi.hash.Hasher newHasher() { throw new AssertionError(); }
              public io.wyng.spi.hash.Hasher newHasher(byte[] key) { throw new AssertionError(); }
            }
            """
                .formatted(name, settings, configure))
        .jar(plugins.resolve(name + ".jar"));
  }
}
