package io.wyng.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.failure.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to plugins that are as they should be. */
class PluginLoaderTest {

  private static final SpiVersion SPI = PluginBuilder.spiVersion();

  @TempDir private static Path engineScratch;
  private static ModularEngine engine;

  @TempDir private Path scratch;
  private Path plugins;

  @BeforeAll
  static void startEngine() throws IOException, ReflectiveOperationException {
    engine = new ModularEngine(engineScratch);
  }

  @BeforeEach
  void createPluginDirectory() throws IOException {
    plugins = Files.createDirectory(scratch.resolve("plugins"));
  }

  @Test
  void aJarDroppedIntoThePluginDirectoryIsAPlugin() throws IOException {
    PluginBuilder.hashPlugin(scratch, "alpha").version("3.1").jar(plugins.resolve("alpha.jar"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("alpha.jar: test.alpha 3.1 for " + SPI + " [hash alpha]", loaded.apply("plugins"));
    assertEquals("a hash for tests", loaded.apply("hash alpha"));
    assertEquals("", loaded.apply("problems"));
  }

  @Test
  void aPluginWithoutAVersionOfItsOwnIsLoaded() throws IOException {
    PluginBuilder.hashPlugin(scratch, "alpha").jar(plugins.resolve("alpha.jar"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("alpha.jar: test.alpha  for " + SPI + " [hash alpha]", loaded.apply("plugins"));
  }

  @Test
  void aDeletedPluginIsGone() throws IOException {
    Path jar = PluginBuilder.hashPlugin(scratch, "alpha").jar(plugins.resolve("alpha.jar"));
    engine.load(plugins);
    Files.delete(jar);

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("", loaded.apply("plugins"));
    assertEquals("", loaded.apply("problems"));
  }

  @Test
  void twoPluginsWorkWithDifferentVersionsOfOneLibrary() throws IOException {
    folderWithLibrary("alpha", "1");
    folderWithLibrary("beta", "2");

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("", loaded.apply("problems"));
    assertEquals("library 1", loaded.apply("hash alpha"));
    assertEquals("library 2", loaded.apply("hash beta"));
  }

  @Test
  void aLibraryWithoutAModuleDescriptorServesThePluginBesideIt() throws IOException {
    Path library =
        PluginBuilder.module(scratch)
            .source("library.Version", libraryClass("automatic"))
            .jar(plugins.resolve("alpha/library-1.0.jar"));
    PluginBuilder.hashPlugin(scratch, "alpha")
        .source(
            "module-info",
            PluginBuilder.hashModule("alpha", "requires io.wyng.spi; requires library;"))
        .source("test.alpha.Hash", PluginBuilder.hashClass("alpha", "", "library.Version.text()"))
        .against(library)
        .jar(plugins.resolve("alpha/alpha.jar"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("", loaded.apply("problems"));
    assertEquals("library automatic", loaded.apply("hash alpha"));
  }

  @Test
  void aPluginSeesTheInterfaceButNeitherTheEngineNorAnotherPlugin() throws IOException {
    PluginBuilder.hashPlugin(scratch, "beta").jar(plugins.resolve("beta.jar"));
    PluginBuilder.hashPlugin(scratch, "alpha")
        .source(
            "test.alpha.Look",
            """
            package test.alpha;
            final class Look {
              static String at(String name) {
                try {
                  return Class.forName(name).getSimpleName() + ", ";
                } catch (ClassNotFoundException e) {
                  return "nothing, ";
                }
              }
            }
            """)
        .source(
            "test.alpha.Hash",
            PluginBuilder.hashClass(
                "alpha",
                "",
                """
                Look.at("io.wyng.spi.hash.Hasher")
                + Look.at("%s")
                + Look.at("test.beta.Hash")
                + "and no more"
                """
                    .formatted(PluginLoader.class.getName())))
        .jar(plugins.resolve("alpha.jar"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("", loaded.apply("problems"));
    assertEquals("a hash for tests", loaded.apply("hash beta"));
    assertEquals("Hasher, nothing, nothing, and no more", loaded.apply("hash alpha"));
  }

  @Test
  void aProviderMayComeFromAStaticMethodThatReturnsTheInterface() throws IOException {
    PluginBuilder.hashPlugin(scratch, "alpha")
        .source(
            "module-info",
            """
            module test.alpha {
              requires io.wyng.spi;
              provides io.wyng.spi.hash.HashProvider with test.alpha.Factory;
            }
            """)
        .source(
            "test.alpha.Factory",
            """
            package test.alpha;
            public final class Factory {
              public static io.wyng.spi.hash.HashProvider provider() { return new Hash(); }
            }
            """)
        .jar(plugins.resolve("alpha.jar"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("", loaded.apply("problems"));
    assertEquals("a hash for tests", loaded.apply("hash alpha"));
  }

  @Test
  void aPluginBuiltForAnotherPatchOfOurInterfaceIsLoaded() throws IOException {
    PluginBuilder.hashPlugin(scratch, "alpha")
        .againstSpiVersion(SPI + ".77")
        .jar(plugins.resolve("alpha.jar"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("alpha.jar: test.alpha  for " + SPI + " [hash alpha]", loaded.apply("plugins"));
  }

  @Test
  void filesThatAreNoJarsAndHiddenOnesAreLeftAlone() throws IOException {
    PluginBuilder.hashPlugin(scratch, "alpha").jar(plugins.resolve("alpha.jar"));
    Files.writeString(plugins.resolve("README.txt"), "plugins go here");
    Files.writeString(plugins.resolve(".half-copied.jar"), "PK");
    Files.createDirectory(plugins.resolve(".cache"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("a hash for tests", loaded.apply("hash alpha"));
    assertEquals("", loaded.apply("problems"));
  }

  @Test
  void aDirectoryThatIsNamedTwiceIsReadOnce() throws IOException {
    PluginBuilder.hashPlugin(scratch, "alpha").jar(plugins.resolve("alpha.jar"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), plugins);

    UnaryOperator<String> loaded = engine.load(link, plugins);

    assertEquals("a hash for tests", loaded.apply("hash alpha"));
    assertEquals("", loaded.apply("problems"));
  }

  @Test
  void aLinkWithinThePluginDirectoryIsFollowed() throws IOException {
    PluginBuilder.hashPlugin(scratch, "alpha").jar(plugins.resolve(".alpha-1.jar"));
    Files.createSymbolicLink(plugins.resolve("alpha.jar"), Path.of(".alpha-1.jar"));

    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals("a hash for tests", loaded.apply("hash alpha"));
    assertEquals("", loaded.apply("problems"));
  }

  @Test
  void pluginsOfAllDirectoriesAreLoadedInTheOrderOfTheDirectories() throws IOException {
    Path others = Files.createDirectory(scratch.resolve("others"));
    PluginBuilder.hashPlugin(scratch, "alpha").jar(plugins.resolve("alpha.jar"));
    PluginBuilder.hashPlugin(scratch, "beta").jar(others.resolve("beta.jar"));

    UnaryOperator<String> loaded = engine.load(others, plugins);

    assertTrue(
        loaded.apply("plugins").matches("(?s)beta\\.jar: .*alpha\\.jar: .*"),
        loaded.apply("plugins"));
  }

  @Test
  void aProgramPutTogetherWithoutModulesSaysThatItCannotLoadPlugins() {
    PluginException failure = assertThrows(PluginException.class, PluginLoader::new);

    assertEquals(
        "No plugin can be loaded, because this copy of Wyng was started without the module"
            + " io.wyng.spi, or with one that bears no version",
        failure.getMessage());
    assertEquals("Start the installed bin/wyng, or install Wyng again.", failure.remedy());
  }

  private void folderWithLibrary(String name, String libraryVersion) throws IOException {
    Path library =
        PluginBuilder.module(scratch)
            .source("module-info", "module library { exports library; }")
            .source("library.Version", libraryClass(libraryVersion))
            .jar(plugins.resolve(name + "/library.jar"));
    PluginBuilder.hashPlugin(scratch, name)
        .source(
            "module-info",
            PluginBuilder.hashModule(name, "requires io.wyng.spi; requires library;"))
        .source(
            "test." + name + ".Hash", PluginBuilder.hashClass(name, "", "library.Version.text()"))
        .against(library)
        .jar(plugins.resolve(name + "/" + name + ".jar"));
  }

  private static String libraryClass(String version) {
    return """
    package library;
    public final class Version {
      public static String text() { return "library %s"; }
    }
    """
        .formatted(version);
  }
}
