package io.wyng.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginDirectoriesTest {

  @Test
  void optionsComeBeforeTheSearchPathAndThatBeforeTheInstallation() {
    PluginDirectories directories =
        PluginDirectories.of(
            List.of(Path.of("/o1"), Path.of("/o2")), "/s1:/s2", Path.of("/opt/wyng"));

    assertEquals(
        List.of("/o1", "/o2", "/s1", "/s2", "/opt/wyng/plugins"),
        directories.paths().stream().map(Path::toString).toList());
  }

  @Test
  void nothingNamedGivesNoDirectories() {
    PluginDirectories directories = PluginDirectories.of(List.of(), null, null);

    assertEquals(List.of(), directories.paths());
  }

  @Test
  void emptyEntriesOfTheSearchPathDoNotMeanTheWorkingDirectory() {
    PluginDirectories directories = PluginDirectories.of(List.of(), ":/s1::/s2:", null);

    assertEquals(List.of(Path.of("/s1"), Path.of("/s2")), directories.paths());
  }

  @Test
  void aDirectoryNamedTwiceIsKeptWhereItWasNamedFirst() {
    PluginDirectories directories =
        PluginDirectories.of(List.of(Path.of("/a"), Path.of("/b")), "/a", null);

    assertEquals(List.of(Path.of("/a"), Path.of("/b")), directories.paths());
  }

  @Test
  void relativeDirectoriesAreTakenFromTheWorkingDirectory() {
    PluginDirectories directories = PluginDirectories.of(List.of(Path.of("mine")), null, null);

    assertEquals(List.of(Path.of("mine").toAbsolutePath()), directories.paths());
  }
}
