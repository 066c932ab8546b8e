package io.wyng.cli.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.engine.failure.UsageException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEnvironmentTest {

  private static final Path HOME = Path.of("/home/anna");

  @Test
  void rootKeepsItsMetadataWhereTheOriginalDid() {
    ProcessEnvironment root = environment(Map.of("XDG_STATE_HOME", "/elsewhere"), true);

    assertEquals(Path.of("/var/lib/wyng.backup"), root.metaDirectory(null));
  }

  @Test
  void otherUsersKeepTheirsInTheirStateDirectory() {
    assertEquals(
        Path.of("/home/anna/.local/state/wyng.backup"),
        environment(Map.of(), false).metaDirectory(null));
    assertEquals(
        Path.of("/state/wyng.backup"),
        environment(Map.of("XDG_STATE_HOME", "/state"), false).metaDirectory(null));
  }

  @ParameterizedTest
  @CsvSource({"''", "relative/state"})
  void aStateDirectoryThatIsNotAbsoluteIsIgnored(String value) {
    assertEquals(
        Path.of("/home/anna/.local/state/wyng.backup"),
        environment(Map.of("XDG_STATE_HOME", value), false).metaDirectory(null));
  }

  @Test
  void theOptionNamesTheDirectoryAbove() {
    ProcessEnvironment root = environment(Map.of(), true);

    assertEquals(Path.of("/meta/wyng.backup"), root.metaDirectory("/meta"));
    assertEquals(Path.of("/work/meta/wyng.backup"), root.metaDirectory("meta"));
  }

  @Test
  void temporaryFilesGoWhereTheVariableSaysUnlessItIsRelative() {
    assertEquals(
        Path.of("/scratch"), environment(Map.of("TMPDIR", "/scratch"), false).temporaryDirectory());
    assertEquals(
        environment(Map.of(), false).temporaryDirectory(),
        environment(Map.of("TMPDIR", "scratch"), false).temporaryDirectory());
  }

  @Test
  void settingsOfPluginsAreInTheSystemsOrTheUsersConfiguration() {
    Map<String, String> variables = Map.of("XDG_CONFIG_HOME", "/config");

    assertEquals(Path.of("/etc/wyng/wyng.conf"), environment(variables, true).configurationFile());
    assertEquals(
        Path.of("/config/wyng/wyng.conf"), environment(variables, false).configurationFile());
    assertEquals(
        Path.of("/home/anna/.config/wyng/wyng.conf"),
        environment(Map.of(), false).configurationFile());
  }

  @Test
  void pluginsAreLookedForByOptionThenByVariableThenInTheInstallation() {
    ProcessEnvironment environment = environment(Map.of("WYNG_PLUGIN_PATH", "/a:/b"), false);

    assertEquals(
        List.of(Path.of("/work/mine"), Path.of("/a"), Path.of("/b"), Path.of("/opt/wyng/plugins")),
        environment.pluginDirectories(List.of("mine")).paths());
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/vg/lv, /dev/vg/lv",
    "image, /work/image",
    "./image, /work/image",
    "../image, /work/../image",
    "link/../image, /work/link/../image",
  })
  void aRelativePathIsRelativeToTheWorkingDirectory(String given, Path expected) {
    assertEquals(expected, environment(Map.of(), false).absolute(given));
  }

  @Test
  void aPathThatCannotBeOneIsWrongUsage() {
    ProcessEnvironment environment = environment(Map.of(), false);

    assertThrows(UsageException.class, () -> environment.absolute("a\0b"));
  }

  private static ProcessEnvironment environment(Map<String, String> variables, boolean superuser) {
    return new ProcessEnvironment(
        variables, Path.of("/work"), HOME, superuser, Path.of("/opt/wyng"), Clock.systemUTC());
  }
}
