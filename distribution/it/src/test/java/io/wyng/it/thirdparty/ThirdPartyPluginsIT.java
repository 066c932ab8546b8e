package io.wyng.it.thirdparty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that were built by the guide, outside of this build, in the assembled program. */
class ThirdPartyPluginsIT {

  private static final int PLUGIN_FAILURE = 50;

  @TempDir private static Path home;
  private static AuthorsMachine author;
  private static Result guide;

  @TempDir private Path directory;
  private Sandbox sandbox;
  private Wyng wyng;

  @BeforeAll
  static void followTheGuide() throws IOException {
    author = AuthorsMachine.in(home, Wyng.assembled());
    guide = author.run(Guide.read().commands());
  }

  @BeforeEach
  void dropThePluginsIntoAnInstallation() throws IOException {
    guide.succeeded();
    wyng = Wyng.assembled().withCopiedPlugins(directory.toRealPath().resolve("installed"));
    sandbox = Sandbox.in(Files.createDirectory(directory.resolve("sandbox"))).using(wyng);
    install("my-plugins/target/plugins/codec-xz", "codec-xz");
    install("my-plugins/target/plugins/destination-h2", "destination-h2");
  }

  private void install(String built, String name) {
    Program.of("cp", "-R", author.home().resolve(built).toString(), plugin(name).toString())
        .run()
        .succeeded();
  }

  private Path plugin(String name) {
    return wyng.plugins().resolve(name);
  }

  private Result initialize(String store, String compression) {
    return sandbox
        .run(
            "arch-init",
            "--local=" + sandbox.volumes(),
            "--dest=h2:" + sandbox.root().resolve(store),
            "--compression=" + compression)
        .succeeded();
  }

  @Test
  void theContractTestsWereRunByTheAuthorsBuild() throws IOException {
    for (String report :
        List.of(
            "codec-xz/target/surefire-reports/TEST-org.example.backup.xz.XzCodecTest.xml",
            "destination-h2/target/surefire-reports/TEST-org.example.backup.mvstore.H2DestinationTest.xml")) {
      String text = Files.readString(author.home().resolve("my-plugins").resolve(report));

      assertTrue(text.split("<testcase ").length > 50, report);
    }
  }

  @Test
  void theyAreListedForPeople() {
    String listed = wyng.run("plugins").succeeded().output();

    assertTrue(
        listed.lines().anyMatch(line -> line.matches("xz +codec +1\\.0 .*codec-xz.*")), listed);
    assertTrue(
        listed.lines().anyMatch(line -> line.matches("h2 +destination +1\\.0 .*destination-h2.*")),
        listed);
  }

  @Test
  void theyAreListedForPrograms() {
    JsonNode listed = wyng.run("plugins", "--json").succeeded().json("plugins");

    List<String> names =
        stream(listed.path("plugins"))
            .flatMap(plugin -> stream(plugin.path("providers")))
            .map(provider -> provider.path("kind").asText() + " " + provider.path("name").asText())
            .toList();
    assertTrue(names.containsAll(List.of("codec xz", "destination h2")), names::toString);
    assertEquals(0, listed.path("problems").size(), listed::toString);
  }

  @Test
  void everySessionOfAnArchiveInOneFileComesBackByteForByte() throws IOException {
    initialize("archive.mv", "xz");
    sandbox.volume("disk").fill(9_000_000, 1);
    String first = sandbox.volume("disk").sha256();
    sandbox.begin("disk");
    sandbox.volume("disk").scribble(1_000_000, 300_000, 2).erase(5_000_000, 200_000);
    sandbox.volume("disk").resize(10_000_000);
    String second = sandbox.volume("disk").sha256();
    sandbox.send("disk");

    List<String> sessions = sandbox.sessions("disk");

    assertEquals(2, sessions.size());
    assertEquals(first, sandbox.restored("disk", sessions.getFirst()).sha256());
    assertEquals(second, sandbox.restored("disk", sessions.getLast()).sha256());
    sandbox.run("verify", "disk", "--session=" + sessions.getFirst()).succeeded();
    sandbox.run("verify", "disk").succeeded();
    sandbox.run("arch-check").succeeded();
    assertEquals(
        List.of("archive.mv"), names(sandbox.root(), "archive"), "the archive is a single file");
  }

  @Test
  void afterPruningAndDeduplicationTheNewestSessionIsWhole() throws IOException {
    initialize("archive.mv", "xz:6");
    sandbox.volume("disk").fill(3_000_000, 1);
    sandbox.begin("disk");
    sandbox.volume("disk").scribble(1_000_000, 300_000, 2);
    sandbox.run("send", "disk", "--dedup").succeeded();
    sandbox.volume("disk").scribble(2_000_000, 300_000, 3);
    sandbox.send("disk");
    String newest = sandbox.volume("disk").sha256();

    sandbox.run("arch-deduplicate").succeeded();
    sandbox.run("prune", "disk", "-u", "--keep-last=1").succeeded();

    List<String> sessions = sandbox.sessions("disk");
    assertEquals(1, sessions.size());
    assertEquals(newest, sandbox.restored("disk", sessions.getFirst()).sha256());
    sandbox.run("arch-check").succeeded();
  }

  @Test
  void aVolumeThatIsLargerThanTheProgramsMemoryPassesThroughThem() throws IOException {
    initialize("archive.mv", "zlib:1");
    for (int i = 0; i < 3; i++) {
      sandbox.volume("disk").scribble(i * 100_000_000L, 100_000_000, i);
    }

    sandbox.begin("disk");

    sandbox.run("verify", "disk").succeeded();
  }

  @Test
  void withoutTheCodecOrTheDestinationItIsNamedTogetherWithWhatThereIs() throws IOException {
    initialize("archive.mv", "xz");
    sandbox.volume("disk").fill(300_000, 1);
    sandbox.begin("disk");
    Path away = Files.createDirectory(directory.resolve("away"));

    Files.move(plugin("codec-xz"), away.resolve("codec-xz"));
    sandbox.run("verify", "disk").failed(PLUGIN_FAILURE, "codec \"xz\"", "bz2", "zlib", "zstd");

    Files.move(away.resolve("codec-xz"), plugin("codec-xz"));
    Files.move(plugin("destination-h2"), away.resolve("destination-h2"));
    sandbox.run("verify", "disk").failed(PLUGIN_FAILURE, "\"h2:\"", "internal", "ssh");

    Files.move(away.resolve("destination-h2"), plugin("destination-h2"));
    sandbox.run("verify", "disk").succeeded();
  }

  @Test
  void twoPluginsWithTwoVersionsOfOneLibraryWorkSideBySide() throws IOException {
    author
        .run(
            """
            cp -R wyng/distribution/it/third-party older
            cd older
            sources=codec-xz/src/main/java
            sed -i 's/^module org.example.backup.xz/&older/' $sources/module-info.java
            sed -i 's/return "xz"/return "xz-older"/' $sources/org/example/backup/xz/XzCodec.java
            mvn -pl codec-xz -Dxz.version=1.9 -DskipTests package
            """)
        .succeeded();
    install("older/target/plugins/codec-xz", "codec-xz-older");
    assertEquals(List.of("xz-1.12.jar"), names(plugin("codec-xz"), "xz"));
    assertEquals(List.of("xz-1.9.jar"), names(plugin("codec-xz-older"), "xz"));

    for (String codec : List.of("xz", "xz-older")) {
      Path place = Files.createDirectory(directory.resolve("with-" + codec));
      sandbox = Sandbox.in(place).using(wyng);
      initialize("archive.mv", codec);
      sandbox.volume("disk").fill(1_000_000, 1);
      sandbox.begin("disk");

      sandbox.run("verify", "disk").succeeded();
    }
  }

  /** The names in a directory that start with a word, sorted. */
  private static List<String> names(Path directory, String word) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(word))
          .sorted()
          .toList();
    }
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
