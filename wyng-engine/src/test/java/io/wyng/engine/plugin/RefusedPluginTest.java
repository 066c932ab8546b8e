package io.wyng.engine.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the operator is told about each kind of plugin that cannot be used. A good plugin lies
 * beside each of them and must work all the same.
 */
class RefusedPluginTest {

  private static final SpiVersion SPI = PluginBuilder.spiVersion();
  private static final String TRUST_RULE =
      "; only files that nobody but root and the user who runs Wyng can change are loaded";
  private static final String REPLACE = " | Replace it by an intact copy, or remove it.";
  private static final String ONE_OF_TWO =
      " | Take the plugin with the libraries that its author ships it with, or remove one of the"
          + " two.";
  private static final String AUTHOR =
      " | Remove it or install another version of it; its author may want to know.";

  @TempDir private static Path engineScratch;
  private static ModularEngine engine;
  private static Path goodPlugin;

  @TempDir private Path scratch;
  private Path plugins;

  @BeforeAll
  static void startEngine() throws IOException, ReflectiveOperationException {
    engine = new ModularEngine(engineScratch);
    goodPlugin =
        PluginBuilder.hashPlugin(engineScratch, "good").jar(engineScratch.resolve("good.jar"));
  }

  @BeforeEach
  void dropAGoodPlugin() throws IOException {
    plugins = Files.createDirectory(scratch.toRealPath().resolve("plugins"));
    Files.copy(goodPlugin, plugins.resolve("good.jar"));
  }

  @Test
  void aFileThatIsNoJar() throws IOException {
    Path bad = Files.writeString(plugins.resolve("bad.jar"), "this is no archive at all");

    assertProblem(bad + " cannot be read as a jar: zip END header not found" + REPLACE);
  }

  @Test
  void anEmptyFile() throws IOException {
    Path bad = Files.createFile(plugins.resolve("bad.jar"));

    assertProblem(bad + " cannot be read as a jar: zip file is empty" + REPLACE);
  }

  @Test
  void aLinkToNothing() throws IOException {
    Path bad = Files.createSymbolicLink(plugins.resolve("bad.jar"), plugins.resolve("gone"));

    assertProblem(
        bad
            + " cannot be read: "
            + bad
            + " does not exist | Make it readable for the user who runs Wyng, or remove it.");
  }

  @Test
  void aPluginForANewerJava() throws IOException {
    PluginBuilder builder = PluginBuilder.hashPlugin(scratch, "bad");
    Path classes = builder.compile();
    Path descriptor = classes.resolve("module-info.class");
    byte[] bytes = Files.readAllBytes(descriptor);
    bytes[7] = 99; // the low byte of the class file's major version
    Files.write(descriptor, bytes);
    Path bad = builder.pack(classes, plugins.resolve("bad.jar"));

    assertProblem(bad + " cannot be read as a jar: Unsupported major.minor version 99.0" + REPLACE);
  }

  @Test
  void aSignedJarWhoseContentWasChanged() throws IOException, InterruptedException {
    Path bad = PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad.jar"));
    sign(bad);
    Path changed = PluginBuilder.hashPlugin(scratch, "bad").version("2").compile();
    try (FileSystem jar = FileSystems.newFileSystem(bad)) {
      Files.copy(
          changed.resolve("module-info.class"),
          jar.getPath("module-info.class"),
          StandardCopyOption.REPLACE_EXISTING);
    }

    assertProblem(
        bad + " cannot be read as a jar: SHA-384 digest error for module-info.class" + REPLACE);
  }

  @Test
  void aJarWithoutAModuleDescriptor() throws IOException {
    Path bad =
        PluginBuilder.module(scratch)
            .source("library.Thing", "package library; public final class Thing {}")
            .jar(plugins.resolve("bad.jar"));

    assertProblem(
        bad
            + " is no plugin: it has no module descriptor (module-info.class)"
            + " | Remove it, or ask its author for a Wyng plugin.");
  }

  @Test
  void aJarThatNamesItsProviderOnlyInTheOldWay() throws IOException {
    PluginBuilder builder =
        PluginBuilder.module(scratch)
            .source("test.bad.Hash", PluginBuilder.hashClass("bad", "", "\"\""))
            .onClassPath();
    Path classes = builder.compile();
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("io.wyng.spi.hash.HashProvider"), "test.bad.Hash\n");
    Path bad = builder.pack(classes, plugins.resolve("bad.jar"));

    assertProblem(
        bad
            + " is no plugin: it has no module descriptor (module-info.class)"
            + " | Remove it, or ask its author for a Wyng plugin.");
  }

  @Test
  void aModuleThatProvidesNothing() throws IOException {
    Path bad =
        PluginBuilder.module(scratch)
            .source("module-info", "module library { requires io.wyng.spi; }")
            .source("library.Thing", "package library; public final class Thing {}")
            .jar(plugins.resolve("bad.jar"));

    assertProblem(
        bad
            + " is no plugin: no module in it provides a codec, hash, source or destination"
            + " | Remove it, or ask its author for a Wyng plugin.");
  }

  @ParameterizedTest(name = "major {0}, minor {1} beyond ours")
  @CsvSource({"1, 0", "1, 5", "0, 1"})
  void aPluginBuiltForANewerInterface(int major, int minor) throws IOException {
    SpiVersion newer = new SpiVersion(SPI.major() + major, SPI.minor() + minor);
    Path bad =
        PluginBuilder.hashPlugin(scratch, "bad")
            .version("3.2.1")
            .againstSpiVersion(newer + ".0")
            .jar(plugins.resolve("bad.jar"));

    assertProblem(
        bad
            + " (test.bad 3.2.1) was built for version "
            + newer
            + " of the plugin interface, and this Wyng has "
            + SPI
            + " | Update Wyng, or install a version of the plugin that was built for this Wyng.");
  }

  @Test
  void aPluginBuiltForAnInterfaceLongGone() throws IOException {
    Path bad =
        PluginBuilder.hashPlugin(scratch, "bad")
            .againstSpiVersion("0.9")
            .jar(plugins.resolve("bad.jar"));

    assertProblem(
        bad
            + " (test.bad) was built for version 0.9 of the plugin interface, and this Wyng has "
            + SPI
            + " | Install a version of the plugin that was built for this Wyng.");
  }

  @Test
  void aPluginThatDoesNotTellWhatItWasBuiltFor() throws IOException {
    Path bad =
        PluginBuilder.hashPlugin(scratch, "bad")
            .againstSpiVersion("")
            .jar(plugins.resolve("bad.jar"));

    assertProblem(
        bad
            + " (test.bad) does not tell which version of the plugin interface it was built for"
            + " | It must be compiled with \"requires io.wyng.spi\" against Wyng's own wyng-spi"
            + " jar.");
  }

  @Test
  void aJarThatNeedsAModuleNobodyHas() throws IOException {
    Path bad = pluginThatRequires("absent").jar(plugins.resolve("bad.jar"));

    assertProblem(
        bad
            + " needs the module absent, which neither it nor Wyng brings along"
            + " | Make a folder of it: the plugin's jar, and beside it the jar of that module.");
  }

  @Test
  void aFolderThatLacksALibrary() throws IOException {
    Path jar = pluginThatRequires("absent").jar(plugins.resolve("bad/plugin.jar"));

    assertProblem(
        jar
            + " needs the module absent, which neither it nor Wyng brings along"
            + " | Add the jar of that module to the folder.");
  }

  @Test
  void librariesThatShareAPackage() throws IOException {
    Path first = library("one").jar(plugins.resolve("bad/one.jar"));
    Path second = library("two").jar(plugins.resolve("bad/two.jar"));
    PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad/plugin.jar"));

    assertProblem(first + " and " + second + " both contain the package library" + ONE_OF_TWO);
  }

  @Test
  void aLibraryThatIsThereTwice() throws IOException {
    Path first = library("one").version("1").jar(plugins.resolve("bad/one-1.jar"));
    Path second = library("one").version("2").jar(plugins.resolve("bad/one-2.jar"));
    PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad/plugin.jar"));

    assertProblem(first + " and " + second + " are both the module one" + ONE_OF_TWO);
  }

  @Test
  void aPluginThatContainsAPackageOfTheInterface() throws IOException {
    PluginBuilder builder = PluginBuilder.hashPlugin(scratch, "bad");
    Path classes = builder.compile();
    Path copied = Files.createDirectories(classes.resolve("io/wyng/spi/hash"));
    Files.copy(classes.resolve("test/bad/Hash.class"), copied.resolve("Hasher.class"));
    Path bad = builder.pack(classes, plugins.resolve("bad.jar"));

    assertProblem(
        "The modules in "
            + bad
            + " do not fit together: Module test.bad contains package io.wyng.spi.hash, module"
            + " io.wyng.spi exports package io.wyng.spi.hash to test.bad"
            + " | Take the plugin with the libraries that its author ships it with.");
  }

  @Test
  void aFolderWithAnInterfaceOfItsOwn() throws IOException {
    Path copy =
        PluginBuilder.module(scratch)
            .source("module-info", "module io.wyng.spi { exports io.wyng.spi.old; }")
            .source("io.wyng.spi.old.Thing", "package io.wyng.spi.old; public class Thing {}")
            .jar(plugins.resolve("bad/wyng-spi.jar"));
    PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad/plugin.jar"));

    assertProblem(
        copy
            + " is a copy of the plugin interface, which a plugin must share with Wyng"
            + " | Remove that file.");
  }

  @Test
  void aFolderWithTwoPlugins() throws IOException {
    Path first = PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad/a.jar"));
    Path second = PluginBuilder.hashPlugin(scratch, "worse").jar(plugins.resolve("bad/b.jar"));

    assertProblem(
        plugins.resolve("bad")
            + " holds more than one plugin: "
            + first
            + " and "
            + second
            + " | Give each plugin a folder of its own.");
  }

  @Test
  void aFolderWithoutAJar() throws IOException {
    Path bad = Files.createDirectory(plugins.resolve("bad"));

    assertProblem(
        bad
            + " holds no jar"
            + " | Put the plugin's jar and its libraries into that folder, or remove it.");
  }

  @Test
  void onePluginInTwoFiles() throws IOException {
    Path first = PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad-1.jar"));
    Path second = Files.copy(first, plugins.resolve("bad-2.jar"));

    assertProblem(
        first
            + " and "
            + second
            + " both bring the plugin module test.bad, so none of them is used for it"
            + " | Remove all of these but one.");
  }

  @Test
  void twoPluginsWithTheSameHash() throws IOException {
    Path first = PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad.jar"));
    Path second =
        PluginBuilder.hashPlugin(scratch, "worse")
            .source(
                "test.worse.Hash",
                PluginBuilder.hashClass("bad", "", "\"\"").replace("test.bad", "test.worse"))
            .jar(plugins.resolve("worse.jar"));

    assertProblem(
        first
            + " and "
            + second
            + " both bring the hash bad, so none of them is used for it"
            + " | Remove all of these but one.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          if (true) throw new IllegalStateException("boom"); | java.lang.IllegalStateException: boom
          if (true) throw new NoClassDefFoundError("gone/Gone"); | java.lang.NoClassDefFoundError: gone/Gone
          System.loadLibrary("no-such-library"); | java.lang.UnsatisfiedLinkError: no no-such-library in java.library.path: %s
          """)
  void aPluginThatFailsToStart(String constructor, String reason) throws IOException {
    Path bad =
        PluginBuilder.hashPlugin(scratch, "bad")
            .source("test.bad.Hash", PluginBuilder.hashClass("bad", constructor, "\"\""))
            .manifest("Wyng-Native-Access", "true")
            .jar(plugins.resolve("bad.jar"));

    assertProblem(
        "The plugin "
            + bad
            + " failed when it was started: "
            + reason.formatted(System.getProperty("java.library.path"))
            + AUTHOR);
  }

  @Test
  void aPluginWhoseProviderIsNotWhatItsDescriptorSays() throws IOException {
    PluginBuilder builder = PluginBuilder.hashPlugin(scratch, "bad");
    Path classes = builder.compile();
    Files.delete(classes.resolve("test/bad/Hash.class"));
    Path other =
        PluginBuilder.module(scratch)
            .source("module-info", "module test.bad { }")
            .source("test.bad.Other", "package test.bad; public final class Other {}")
            .compile();
    Files.copy(other.resolve("test/bad/Other.class"), classes.resolve("test/bad/Other.class"));
    Path bad = builder.pack(classes, plugins.resolve("bad.jar"));

    assertProblem(
        "The plugin "
            + bad
            + " failed when it was started: java.util.ServiceConfigurationError:"
            + " io.wyng.spi.hash.HashProvider: Provider test.bad.Hash not found"
            + AUTHOR);
  }

  @Test
  void aPluginThatHangs() throws IOException {
    Path bad =
        PluginBuilder.hashPlugin(scratch, "bad")
            .source(
                "test.bad.Hash",
                PluginBuilder.hashClass(
                    "bad", "while (true) java.util.concurrent.locks.LockSupport.park();", "\"\""))
            .jar(plugins.resolve("bad.jar"));
    Files.delete(plugins.resolve("good.jar"));

    UnaryOperator<String> loaded = engine.load(Duration.ofMillis(1), plugins);

    assertEquals(
        "The plugin " + bad + " did not start within 0.001 s" + AUTHOR, loaded.apply("problems"));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource({"''", "Bad", "a/b", "../bad", "a_name_that_is_longer_than_it_may_be"})
  void aPluginWithAMalformedName(String name) throws IOException {
    Path bad =
        PluginBuilder.hashPlugin(scratch, "bad")
            .source(
                "test.bad.Hash",
                PluginBuilder.hashClass("bad", "", "\"\"")
                    .replace("return \"bad\"", "return \"" + name + "\""))
            .jar(plugins.resolve("bad.jar"));

    assertProblem("The plugin " + bad + " has a malformed hash name, \"" + name + "\"" + AUTHOR);
  }

  @Test
  void aDestinationWithAMalformedScheme() throws IOException {
    Path bad =
        PluginBuilder.module(scratch)
            .source(
                "module-info",
                """
                module test.bad {
                  requires io.wyng.spi;
                  provides io.wyng.spi.destination.DestinationProvider with test.bad.Far;
                }
                """)
            .source(
                "test.bad.Far",
                """
                package test.bad;
                import io.wyng.spi.destination.*;
                public final class Far implements DestinationProvider {
                  public String name() { return "far"; }
                  public String description() { return "far away"; }
                  public java.util.Set<String> schemes() { return java.util.Set.of("far://"); }
                  public Destination open(DestinationAddress address, ArchivePath root) {
                    throw new AssertionError();
                  }
                }
                """)
            .jar(plugins.resolve("bad.jar"));

    assertProblem("The plugin " + bad + " has a malformed URL scheme, \"far://\"" + AUTHOR);
  }

  @Test
  void aJarThatEverybodyMayChange() throws IOException {
    Path bad = PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad.jar"));
    permit(bad, "rw-rw-rw-");

    assertProblem(bad + everybodyMayWrite(bad));
  }

  @Test
  void aFolderThatEverybodyMayChange() throws IOException {
    PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad/plugin.jar"));
    permit(plugins.resolve("bad"), "rwxrwxrwx");

    assertProblem(plugins.resolve("bad") + everybodyMayWrite(plugins.resolve("bad")));
  }

  @Test
  void aLibraryThatEverybodyMayChange() throws IOException {
    PluginBuilder.hashPlugin(scratch, "bad").jar(plugins.resolve("bad/plugin.jar"));
    Path library = library("one").jar(plugins.resolve("bad/one.jar"));
    permit(library, "rw-rw-rw-");

    assertProblem(library + everybodyMayWrite(library));
  }

  @Test
  void aJarThatLiesElsewhere() throws IOException {
    Path elsewhere = Files.createDirectory(scratch.toRealPath().resolve("elsewhere"));
    Path jar = PluginBuilder.hashPlugin(scratch, "bad").jar(elsewhere.resolve("bad.jar"));
    Path bad = Files.createSymbolicLink(plugins.resolve("bad.jar"), jar);

    assertProblem(
        bad
            + " is a link to "
            + jar
            + ", which lies outside "
            + plugins
            + " | Copy it into the directory, or name the directory where it lies with"
            + " --plugin-dir.");
  }

  @Test
  void aDirectoryThatEverybodyMayChange() throws IOException {
    permit(plugins, "rwxrwxrwx");

    String problem = engine.load(plugins).apply("problems");

    assertEquals(
        "No plugin in "
            + plugins
            + " is loaded: "
            + plugins
            + " may be written to by everybody"
            + TRUST_RULE
            + " | Keep plugins in a directory that only root (or you, if you are not root) can"
            + " change.",
        problem);
  }

  @Test
  void aDirectoryBelowOneThatEverybodyMayChange() throws IOException {
    Path above = scratch.toRealPath();
    permit(above, "rwxrwxrwx");

    String problem = engine.load(plugins).apply("problems");

    assertEquals(
        "No plugin in "
            + plugins
            + " is loaded: "
            + above
            + " may be written to by everybody"
            + TRUST_RULE
            + " | Keep plugins in a directory that only root (or you, if you are not root) can"
            + " change.",
        problem);
  }

  @Test
  void aDirectoryThatDoesNotExist() {
    Path gone = scratch.resolve("gone");

    String problem = engine.load(gone, plugins).apply("problems");

    assertEquals(
        "The plugin directory "
            + gone
            + " cannot be read: "
            + gone
            + " does not exist | Check --plugin-dir and WYNG_PLUGIN_PATH; if neither names it,"
            + " install Wyng again.",
        problem);
  }

  @Test
  void aDirectoryThatIsAFile() {
    Path file = plugins.resolve("good.jar");

    String problem = engine.load(file).apply("problems");

    assertEquals(
        "The plugin directory "
            + file
            + " cannot be read: "
            + file
            + " is no directory | Check --plugin-dir and WYNG_PLUGIN_PATH; if neither names it,"
            + " install Wyng again.",
        problem);
  }

  @Test
  void aLookupInVainTellsTheProblemOfThePluginThatWasMeant() throws IOException {
    Path bad = Files.createFile(plugins.resolve("bad.jar"));

    String failure = engine.load(plugins).apply("hash bad");

    assertEquals(
        "There is no hash \"bad\" (there is good). Perhaps because: "
            + bad
            + " cannot be read as a jar: zip file is empty"
            + REPLACE,
        failure);
  }

  @AfterEach
  void closeTheScratchDirectory() throws IOException {
    permit(scratch, "rwx------");
  }

  private void assertProblem(String expected) {
    UnaryOperator<String> loaded = engine.load(plugins);

    assertEquals(expected, loaded.apply("problems"));
    assertEquals("a hash for tests", loaded.apply("hash good"));
  }

  private static String everybodyMayWrite(Path file) {
    return " may be written to by everybody"
        + TRUST_RULE
        + " | If you trust what is in it: chown root "
        + file
        + " && chmod go-w "
        + file;
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void sign(Path jar) throws IOException, InterruptedException {
    List<String> keys =
        List.of("-keystore", scratch.resolve("keys.p12").toString(), "-storepass", "password");
    runOfJdk(
        "keytool", keys, "-genkeypair", "-alias", "author", "-keyalg", "EC", "-dname", "CN=Author");
    runOfJdk("jarsigner", keys, "-digestalg", "SHA-384", jar.toString(), "author");
  }

  private static void runOfJdk(String program, List<String> keys, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(keys);
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private PluginBuilder pluginThatRequires(String module) throws IOException {
    Path absent =
        PluginBuilder.module(scratch)
            .source("module-info", "module " + module + " { }")
            .source("absent.Thing", "package absent; public final class Thing {}")
            .compile();
    return PluginBuilder.hashPlugin(scratch, "bad")
        .source(
            "module-info",
            PluginBuilder.hashModule("bad", "requires io.wyng.spi; requires " + module + ";"))
        .against(absent);
  }

  private PluginBuilder library(String module) throws IOException {
    return PluginBuilder.module(scratch)
        .source("module-info", "module " + module + " { exports library; }")
        .source("library.Thing", "package library; public final class Thing {}");
  }
}
