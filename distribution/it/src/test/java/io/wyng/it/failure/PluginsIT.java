package io.wyng.it.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plugins that are missing, in the wrong place, or not what they should be. */
class PluginsIT {

  private Sandbox sandbox;
  private Wyng copy;

  @BeforeEach
  void copyTheInstallation(@TempDir Path directory) throws IOException {
    sandbox = Sandbox.in(directory);
    copy = Wyng.assembled().withCopiedPlugins(directory.toRealPath().resolve("installed"));
  }

  static Stream<Arguments> neededPlugins() {
    return Stream.of(
        arguments("codec-zlib", "codec \"zlib\"", "zstd"),
        arguments("hash-sha256.jar", "hash \"sha256\"", "blake2b"),
        arguments("destination-internal.jar", "\"internal:\"", "plugin directory"),
        arguments("source-file.jar", "volumes", "lvm-thin"));
  }

  @ParameterizedTest
  @MethodSource("neededPlugins")
  void aPluginThatIsNeededAndMissingIsNamedTogetherWithThoseThereAre(
      String plugin, String named, String present) throws IOException {
    sandbox.volume("disk").fill(300_000, 1);
    sandbox.initialize().succeeded();
    sandbox.begin("disk");
    sandbox.volume("disk").scribble(5, 5, 2);
    Path elsewhere = sandbox.root().resolve(plugin);
    Files.move(copy.plugins().resolve(plugin), elsewhere);

    sandbox.using(copy).run("send", "disk").failed(ExitStatus.PLUGIN, named, present);

    Files.move(elsewhere, copy.plugins().resolve(plugin));
    sandbox.using(copy).send("disk");
  }

  @Test
  void aPluginThatIsNotNeededMayBeMissing() throws IOException {
    Program.of("rm", "-r", copy.plugins().resolve("codec-bzip2").toString()).run().succeeded();

    sandbox.using(copy).initialize().succeeded();
  }

  @Test
  void aPluginFromAnyDirectoryIsUsed(@TempDir Path directory) throws IOException {
    Path jar = copy.plugins().resolve("hash-sha256.jar");
    Files.move(jar, directory.resolve("any-name.jar"));

    sandbox.using(copy).initialize("--plugin-dir=" + directory).succeeded();
    Result viaPath =
        sandbox
            .using(copy)
            .program("plugins", "--json")
            .withVariable("WYNG_PLUGIN_PATH", "/no/such/place:" + directory)
            .run();

    assertTrue(providers(viaPath).contains("sha256"), viaPath::toString);
  }

  @Test
  void aBrokenJarIsReportedWithItsNameAndTheOthersWork(@TempDir Path directory) throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.jar"), "this is no jar");

    Result listed = copy.run("plugins", "--plugin-dir=" + directory, "--json").succeeded();

    assertEquals(List.of(real(broken)), problems(listed));
    assertTrue(providers(listed).contains("sha256"), listed::toString);
    sandbox.using(copy).initialize("--plugin-dir=" + directory).succeeded();
  }

  @Test
  void aJarThatIsNoModuleIsReportedWithItsName(@TempDir Path directory) throws IOException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(directory.resolve("library.jar")))) {
      jar.putNextEntry(new ZipEntry("org/example/nothing.txt"));
    }

    copy.run("plugins", "--plugin-dir=" + directory)
        .succeeded()
        .mentions("library.jar", "module-info");
  }

  @Test
  void twoPluginsOfOneNameAreBothNamedAndNeitherIsUsed(@TempDir Path directory) throws IOException {
    Files.copy(copy.plugins().resolve("hash-sha256.jar"), directory.resolve("other.jar"));

    sandbox
        .using(copy)
        .initialize("--plugin-dir=" + directory)
        .failed(ExitStatus.PLUGIN, "sha256", "other.jar", "hash-sha256.jar");
  }

  @Test
  void aDirectoryThatOthersCanWriteToIsNotReadFrom(@TempDir Path directory) throws IOException {
    Files.copy(copy.plugins().resolve("hash-sha256.jar"), directory.resolve("sha256.jar"));
    Files.delete(copy.plugins().resolve("hash-sha256.jar"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    sandbox
        .using(copy)
        .initialize("--plugin-dir=" + directory)
        .failed(ExitStatus.PLUGIN, "sha256", real(directory), "everybody");
    copy.run("plugins", "--plugin-dir=" + directory)
        .succeeded()
        .mentions(real(directory), "everybody");
  }

  @Test
  void aJarThatOthersCanWriteToIsNotLoaded() throws IOException {
    Path jar = copy.plugins().resolve("hash-sha256.jar");
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));

    sandbox
        .using(copy)
        .initialize()
        .failed(ExitStatus.PLUGIN, "sha256", jar.toString(), "everybody", "chmod go-w");
  }

  @Test
  void aLinkToAJarElsewhereIsNotFollowed(@TempDir Path directory) throws IOException {
    Path jar = copy.plugins().resolve("hash-sha256.jar");
    Path elsewhere = Files.move(jar, directory.resolve("hash-sha256.jar"));
    Files.createSymbolicLink(jar, elsewhere);

    sandbox.using(copy).initialize().failed(ExitStatus.PLUGIN, "sha256", jar.toString(), "link");
  }

  @Test
  void aPluginWithoutItsLibraryIsReported() throws IOException {
    Path folder = copy.plugins().resolve("hash-blake2b");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path library : files.filter(file -> !file.endsWith("hash-blake2b.jar")).toList()) {
        Files.delete(library);
      }
    }

    sandbox
        .using(copy)
        .initialize("--hashtype=blake2b")
        .failed(ExitStatus.PLUGIN, "blake2b", "needs the module", "folder");
  }

  private static List<String> providers(Result listed) {
    return stream(listed.json("plugins").path("plugins"))
        .flatMap(plugin -> stream(plugin.path("providers")))
        .map(provider -> provider.path("name").asText())
        .toList();
  }

  private static List<String> problems(Result listed) {
    return stream(listed.json("plugins").path("problems"))
        .map(problem -> problem.path("file").asText())
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String real(Path path) throws IOException {
    return path.toRealPath().toString();
  }
}
