package io.wyng.it.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set of the plugins that the program comes with, on the command line and in a file. */
class PluginSettingsIT {

  private static final int USAGE = 2;
  private static final int CHUNK = 64 << 10;

  private final Wyng wyng = Wyng.assembled();

  @TempDir Path directory;

  @Test
  void theModeChangesTheWayToTheArchive() throws IOException {
    Sandbox sandbox = Sandbox.in(Files.createDirectory(directory.resolve("work")));
    Path file =
        Files.writeString(
            directory.resolve("wyng.conf"),
            "# no shell\ndestination.ssh.mode = sftp\ndestination.ssh.window = 64MiB\n");
    try (SshServer server = SshServer.start(Files.createDirectory(directory.resolve("server")))) {
      RemoteArchive archive = RemoteArchive.on(server, sandbox);
      archive.initialize().succeeded();
      String content = sandbox.volume("disk").fill(2000L * CHUNK, 1).sha256();
      archive.run("add", "disk").succeeded();

      send(archive, "--config=" + file).mentions("ssh with SFTP");
      send(archive).mentions("ssh with a shell");
      send(archive, "--set=destination.ssh.mode=sftp").mentions("ssh with SFTP");
      send(archive, "--config=" + file, "--set=destination.ssh.mode=shell")
          .mentions("ssh with a shell");
      Path restored = directory.resolve("restored");
      archive
          .run(
              "--set",
              "destination.ssh.mode=sftp",
              "receive",
              "disk",
              "--save-to=" + restored,
              "--set=destination.ssh.window=256KiB")
          .succeeded();
      assertEquals(content, new DiskImage(restored).sha256());
    }
  }

  /** A command that tells which way it takes. */
  private static Result send(RemoteArchive archive, String... settings) {
    return archive.program("send", "disk").with(settings).run().succeeded();
  }

  @Test
  void aServerWithoutAShellIsRefusedWhereOneIsWanted() throws IOException {
    Sandbox sandbox = Sandbox.in(Files.createDirectory(directory.resolve("work")));
    try (SshServer server =
        SshServer.start(
            Files.createDirectory(directory.resolve("server")), "ForceCommand internal-sftp")) {
      RemoteArchive archive = RemoteArchive.on(server, sandbox);

      Result refused = archive.initialize("--set=destination.ssh.mode=shell", "-q");

      assertTrue(refused.status() != 0, refused::toString);
      refused.mentions("shell");
    }
  }

  @Test
  void allSettingsOfOurPluginsAreShownWithTheirDefaults() {
    JsonNode plugins = wyng.run("plugins", "--json").succeeded().json("plugins").path("plugins");

    assertEquals(
        List.of(
            "codec.zlib.encoder=libdeflate",
            "codec.zstd.unpack-to=",
            "destination.internal.readers=4",
            "destination.qubes.silence-limit=5m",
            "destination.qubes-ssh.silence-limit=5m",
            "destination.ssh.mode=auto",
            "destination.ssh.window=16MiB",
            "destination.ssh.connect-timeout=30s",
            "destination.ssh.silence-limit=1m"),
        elements(plugins)
            .flatMap(plugin -> elements(plugin.path("providers")))
            .flatMap(provider ->
                elements(provider.path("settings"))
                    .map(setting ->
                        "%s.%s.%s=%s"
                            .formatted(
                                provider.path("kind").asText(),
                                provider.path("name").asText(),
                                setting.path("name").asText(),
                                setting.path("value").asText())))
            .toList());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Test
  void aPluginIsShownWithAllThatIsKnownOfIt() {
    Result shown = wyng.run("plugins", "ssh", "--set=destination.ssh.window=1MiB").succeeded();

    assertTrue(shown.output().startsWith("destination.ssh: "), shown::toString);
    for (String line :
        List.of(
            "  URL schemes       ssh:",
            "  Module            io.wyng.destination.ssh",
            "  Plugin interface  1.0",
            "  Native access     not granted",
            "    window           1MiB   --set    16MiB    a size from 256KiB to 64MiB ")) {
      assertTrue(shown.output().contains("\n" + line), line + " in " + shown);
    }
    assertTrue(shown.output().contains("shell-transport"), shown::toString);
  }

  @Test
  void onlyThosePluginsHaveNativeAccessThatAskForIt() {
    Result shown = wyng.run("plugins", "--verbose").succeeded();

    assertTrue(
        wyng.run("plugins", "codec.zstd").output().contains("Native access     asked for, granted"),
        shown::toString);
    assertTrue(
        wyng.run("plugins", "codec.bz2").output().contains("Native access     not granted"),
        shown::toString);
    assertTrue(shown.output().contains("\n\nhash.sha256: "), shown::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list --set=destination.ssh.window=1GiB | is not a size from 256KiB to 64MiB",
        "list --set=destination.ssh.mode=telnet | is not auto, shell or sftp",
        "list --set=destination.ssh.colour=red  | has no setting \"colour\" (it has mode, window,",
        "list --set=destination.nfs.version=4   | There is no destination \"nfs\" (there are"
            + " internal, qubes",
        "--set=codec.bz2.level=9 list           | has no setting \"level\" (it has none)",
        "--set=ssh.mode=sftp list               | is no setting of a plugin",
        "plugins telnet                         | There is no plugin \"telnet\"",
        "list --config=/no/such/file            | /no/such/file does not exist",
      })
  void whatCannotBeSetIsWrongUsage(String line, String message) {
    Program program = wyng.program(line.strip().split(" ")).with("--meta-dir=" + directory);

    Result refused = program.run();

    assertEquals(USAGE, refused.status(), refused::toString);
    assertEquals("", refused.output());
    assertTrue(refused.errors().contains(message), refused::toString);
  }

  @Test
  void aWrongLineOfTheFileIsNamedAndALineForAPluginThatIsGoneIsWarnedOf() throws IOException {
    Path file = directory.toRealPath().resolve("wyng.conf");
    Files.writeString(file, "destination.nfs.version = 4\ndestination.ssh.window = 32MiB\n");

    Result left = wyng.run("plugins", "ssh", "--config=" + file).succeeded();
    Files.writeString(file, "\ndestination.ssh.window = huge\n");
    Result wrong = wyng.run("plugins", "--config=" + file);

    left.mentions("warning: " + file + ":1: There is no destination \"nfs\"");
    assertTrue(left.output().contains("32MiB  " + file + ":2"), left::toString);
    assertEquals(USAGE, wrong.status());
    wrong.mentions(file + ":2: destination.ssh.window: \"huge\" is not a size");
  }

  @Test
  void aFileThatOthersCanWriteToIsNotUsed() throws IOException {
    Path file = Files.createFile(directory.toRealPath().resolve("wyng.conf"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    Result refused = wyng.run("plugins", "--config=" + file);

    assertEquals(USAGE, refused.status(), refused::toString);
    refused.mentions("is not used", "everybody");
  }
}
