package io.wyng.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.Unprivileged;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The image as a directory that people put somewhere. */
class ImageIT {

  private static final List<String> COMMANDS =
      List.of(
          "arch-init",
          "add",
          "send",
          "receive",
          "verify",
          "monitor",
          "diff",
          "prune",
          "delete",
          "rename",
          "arch-delete",
          "arch-check",
          "arch-deduplicate",
          "list",
          "version",
          "plugins",
          "help");

  private static final long MAX_BYTES = 90_000_000;

  private final Wyng wyng = Wyng.assembled();

  @Test
  void theImageIsSmallerThanNinetyMegabytes() throws IOException {
    long bytes = files().stream().mapToLong(ImageIT::size).sum();

    assertTrue(bytes < MAX_BYTES, () -> "it has " + bytes);
  }

  @Test
  void theRunTimeHasOurModulesAndWhatPluginsMayNeedButNoPluginAndNoDesktop() {
    Set<String> modules =
        Program.of(wyng.home().resolve("runtime/bin/java").toString(), "--list-modules")
            .run()
            .succeeded()
            .output()
            .lines()
            .map(line -> line.split("@", 2)[0])
            .collect(Collectors.toSet());

    assertTrue(
        modules.containsAll(
            Set.of(
                "io.wyng.spi",
                "io.wyng.engine",
                "io.wyng.cli",
                "java.logging",
                "java.management",
                "java.naming",
                "java.net.http",
                "java.rmi",
                "java.security.jgss",
                "java.sql",
                "java.xml",
                "jdk.crypto.cryptoki",
                "jdk.unsupported",
                "jdk.zipfs")),
        modules::toString);
    assertFalse(modules.contains("java.desktop"));
    assertEquals(
        Set.of("io.wyng.spi", "io.wyng.engine", "io.wyng.cli"),
        modules.stream().filter(name -> name.startsWith("io.wyng.")).collect(Collectors.toSet()));
  }

  @Test
  void nobodyElseMayWriteToTheImage() throws IOException {
    for (Path file : files()) {
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);

      assertFalse(
          permissions.contains(PosixFilePermission.OTHERS_WRITE)
              || permissions.contains(PosixFilePermission.GROUP_WRITE),
          file::toString);
    }
  }

  @Test
  void itRunsWithAnEmptyEnvironmentAndSoWithoutJava() {
    Result result =
        Program.of("env", "-i", wyng.home().resolve("bin/wyng").toString(), "version").run();

    assertTrue(result.succeeded().output().startsWith("wyng "), result::toString);
  }

  @Test
  void optionsForOtherJavaProgramsDoNotChangeIt() {
    Result result =
        wyng.program("--version")
            .withVariable("JAVA_TOOL_OPTIONS", "-Dno=such")
            .withVariable("JDK_JAVA_OPTIONS", "--no-such-option")
            .run();

    assertEquals("", result.succeeded().errors());
  }

  @Test
  void itRunsThroughALinkFromAnywhere(@TempDir Path directory) throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("w"), wyng.home().resolve("bin/wyng"));
    Files.createDirectory(directory.resolve("links"));
    Files.createSymbolicLink(directory.resolve("links/wyng"), Path.of("../w"));

    assertEquals(0, Program.of(link.toString(), "plugins").run().status());
    assertEquals(0, Program.of("links/wyng", "plugins").in(directory).run().status());
  }

  @Test
  void itRunsWhereverItIsCopiedTo(@TempDir Path directory) {
    Wyng copy = copied(directory.resolve("a place, with blanks"));

    Result result = copy.run("plugins").succeeded();

    assertEquals(List.of(), result.messages());
    assertEquals(wyng.run("plugins").output().lines().count(), result.output().lines().count());
  }

  @Test
  void anOrdinaryUserBacksUpAndRestoresWithMetadataInTheOwnStateDirectory(@TempDir Path directory)
      throws IOException {
    Wyng copy = copied(directory.resolve("wyng"));
    Sandbox sandbox = new Sandbox(directory.toRealPath(), copy);
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.createDirectories(sandbox.volumes());
    Files.createDirectories(sandbox.destination());
    DiskImage image = sandbox.volume("disk.img").fill(3_000_000, 7);
    Unprivileged.show(directory);
    for (Path each : List.of(home, sandbox.volumes(), sandbox.destination())) {
      Unprivileged.own(each);
    }
    Program program = Unprivileged.program(copy.program(), home);

    program
        .with("arch-init", "--local=" + sandbox.volumes(), "--dest=internal:/")
        .with("--subdir=" + Path.of("/").relativize(sandbox.destination()))
        .run()
        .succeeded();
    program.with("add", "disk.img").run().succeeded();
    program.with("send").run().succeeded();
    program.with("receive", "disk.img", "--save-to=restored.img").run().succeeded();

    assertTrue(Files.isDirectory(home.resolve(".local/state/wyng.backup/default/disk.img")));
    assertEquals(image.sha256(), new DiskImage(home.resolve("restored.img")).sha256());
  }

  static List<String> commands() {
    return COMMANDS;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithOptionsAndAnExample(String command) {
    Result result = wyng.run(command, "--help").succeeded();

    assertEquals("", result.errors());
    assertTrue(result.output().contains("--meta-dir"), result::toString);
    assertTrue(result.output().contains("Example"), result::toString);
  }

  @Test
  void theHelpListsEveryCommandAndTheExitStatuses() {
    Result result = wyng.run("--help").succeeded();
    String help = result.output();

    assertEquals("", result.errors());
    assertTrue(help.contains("--meta-dir") && help.contains("Example"), help);
    for (String command : COMMANDS) {
      assertTrue(help.contains("\n  " + command), () -> command + " is not in\n" + help);
    }
    assertTrue(help.contains("40-49"), help);
  }

  @Test
  void theListOfPluginsForProgramsTellsKindNameAndFile() {
    Map<String, String> kinds = new TreeMap<>();

    wyng.run("plugins", "--json")
        .succeeded()
        .json("plugins")
        .path("plugins")
        .forEach(plugin ->
            plugin
                .path("providers")
                .forEach(provider ->
                    kinds.put(provider.path("name").asText(), provider.path("kind").asText())));

    assertEquals(
        Map.ofEntries(
            Map.entry("bz2", "codec"),
            Map.entry("zlib", "codec"),
            Map.entry("zstd", "codec"),
            Map.entry("internal", "destination"),
            Map.entry("ssh", "destination"),
            Map.entry("qubes", "destination"),
            Map.entry("qubes-ssh", "destination"),
            Map.entry("blake2b", "hash"),
            Map.entry("sha256", "hash"),
            Map.entry("file", "source"),
            Map.entry("lvm-thin", "source")),
        kinds);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(wyng.home())) {
      return files.filter(file -> !Files.isSymbolicLink(file)).toList();
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Wyng copied(Path directory) {
    Program.of("cp", "-a", wyng.home().toString(), directory.toString()).run().succeeded();
    return new Wyng(directory);
  }
}
