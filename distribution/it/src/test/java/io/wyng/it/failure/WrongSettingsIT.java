package io.wyng.it.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wyng.it.program.Program;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.TreeState;
import io.wyng.it.program.Unprivileged;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that cannot be made, or whose volumes or destination are not where they should be. */
class WrongSettingsIT {

  private Sandbox sandbox;

  @BeforeEach
  void makeDirectories(@TempDir Path directory) throws IOException {
    sandbox = Sandbox.in(directory);
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments("--compression=lzma", ExitStatus.PLUGIN, "lzma", "zlib"),
        arguments("--hashtype=md5", ExitStatus.PLUGIN, "md5", "sha256"),
        arguments("--dest=ftp://example.org/mnt", ExitStatus.PLUGIN, "ftp", "internal"),
        arguments("--local=relative/path/to/volumes", ExitStatus.PLUGIN, "relative", "lvm-thin"),
        arguments("--compression=zlib:11", ExitStatus.USAGE, "11", "9"),
        arguments("--compression=zlib:fast", ExitStatus.USAGE, "fast", "9"),
        arguments("--chunk-factor=7", ExitStatus.USAGE, "7", "6"),
        arguments("--chunk-factor=x", ExitStatus.USAGE, "x", "--chunk-factor"),
        arguments("--dest=/mnt/backup", ExitStatus.USAGE, "/mnt/backup", "internal:"),
        arguments("--dest=internal:relative", ExitStatus.USAGE, "relative", "/"),
        arguments("--subdir=../elsewhere", ExitStatus.USAGE, "..", "elsewhere"),
        arguments(
            "--dest=internal:/no/such/place", ExitStatus.DESTINATION, "/no/such/place", "mount"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aWrongSettingIsNamedAndNoArchiveBegins(
      String option, int status, String named, String remedy) throws IOException {
    TreeState before = TreeState.of(sandbox.volumes(), sandbox.destination());

    sandbox.run(initialization(sandbox, option)).failed(status, named, remedy);

    assertEquals(before, TreeState.of(sandbox.volumes(), sandbox.destination()));
    sandbox.initialize().succeeded();
  }

  /** The option instead of the one of that name, and what else is needed. */
  private static String[] initialization(Sandbox sandbox, String option) {
    String name = option.substring(0, option.indexOf('=') + 1);
    return Stream.concat(
            Stream.of("arch-init", option),
            Stream.of(
                    "--local=" + sandbox.volumes(),
                    "--dest=internal:/",
                    "--subdir=" + Path.of("/").relativize(sandbox.destination()))
                .filter(other -> !other.startsWith(name)))
        .toArray(String[]::new);
  }

  @Test
  void aDirectoryThatIsNoMountPointIsRefusedWithTheWayToNameIt() throws IOException {
    sandbox
        .run(
            "arch-init", "--local=" + sandbox.volumes(), "--dest=internal:" + sandbox.destination())
        .failed(
            ExitStatus.DESTINATION,
            sandbox.destination().toString(),
            "not a mount point",
            "--dest=internal:",
            "--subdir=");

    sandbox.initialize().succeeded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "send", "add", "verify", "receive"})
  void withoutAnArchiveEveryCommandSaysHowToMakeOne(String command) {
    sandbox
        .run(command.equals("list") ? new String[] {command} : new String[] {command, "disk"})
        .failed(ExitStatus.ARCHIVE, sandbox.localTree().toString(), "arch-init");
  }

  @Test
  void anArchiveWithoutVolumesHasNothingToSend() {
    sandbox.initialize().succeeded();

    sandbox.run("send").failed(ExitStatus.ARCHIVE, "wyng add");
  }

  @Test
  void aVolumeWithoutSessionsCannotBeRestored() {
    sandbox.initialize().succeeded();
    sandbox.run("add", "disk").succeeded();

    sandbox.run("receive", "disk").failed(ExitStatus.ARCHIVE, "disk", "wyng send disk");
  }

  @Test
  void aVolumeThatIsMissingIsReportedAndTheOthersAreSentAllTheSame() throws IOException {
    sandbox.volume("here").fill(200_000, 1);
    sandbox.initialize().succeeded();
    sandbox.run("add", "gone", "here").succeeded();

    sandbox.run("send", "gone").failed(ExitStatus.SOURCE, "gone", sandbox.volumes().toString());
    sandbox.run("send").mentions("gone", "skipped");

    assertEquals(1, sandbox.sessions("here").size());
  }

  @Test
  void anEmptyVolumeIsRefused() throws IOException {
    Files.createFile(sandbox.volumes().resolve("empty"));
    sandbox.initialize().succeeded();
    sandbox.run("add", "empty").succeeded();

    sandbox.run("send", "empty").failed(ExitStatus.SOURCE, "empty");
  }

  @Test
  void aDirectoryOfVolumesThatHasVanishedIsNamed() throws IOException {
    sandbox.volume("disk").fill(200_000, 1);
    sandbox.initialize().succeeded();
    sandbox.begin("disk");
    Path elsewhere = Files.move(sandbox.volumes(), sandbox.root().resolve("elsewhere"));

    sandbox.run("send").failed(ExitStatus.SOURCE, sandbox.volumes().toString(), "--local");

    Files.move(elsewhere, sandbox.volumes());
    sandbox.send("disk");
  }

  @Test
  void aDestinationWithoutTheArchiveIsNamedAndWorksAgainOnceItIsBack() throws IOException {
    sandbox.volume("disk").fill(200_000, 1);
    sandbox.initialize().succeeded();
    sandbox.begin("disk");
    Path elsewhere = Files.move(sandbox.destination(), sandbox.root().resolve("elsewhere"));
    Files.createDirectory(sandbox.destination());

    sandbox.run("send").failed(ExitStatus.DESTINATION, "no archive", "mounted");
    sandbox.run("verify", "disk").failed(ExitStatus.DESTINATION, "no archive", "mounted");
    sandbox.run("list").succeeded();

    Files.delete(sandbox.destination());
    Files.move(elsewhere, sandbox.destination());
    sandbox.run("verify", "disk").succeeded();
  }

  @Test
  void anotherArchiveInItsPlaceIsNotTouched(@TempDir Path otherRoot) throws IOException {
    sandbox.initialize().succeeded();
    sandbox.run("add", "disk").succeeded();
    sandbox.volume("disk").fill(200_000, 1);
    Sandbox other = Sandbox.in(otherRoot);
    other.initialize().succeeded();
    Files.move(sandbox.destination(), sandbox.root().resolve("elsewhere"));
    Files.move(other.destination(), sandbox.destination());
    TreeState before = TreeState.of(sandbox.destination());

    sandbox.run("send").failed(ExitStatus.ARCHIVE, "another", "identity");

    assertEquals(before, TreeState.of(sandbox.destination()));
  }

  @Test
  void aThinPoolNeedsRoot(@TempDir Path home) throws IOException {
    sandbox
        .run(
            "arch-init",
            "--local=vg/pool",
            "--dest=internal:/",
            "--subdir=" + Path.of("/").relativize(sandbox.destination()))
        .succeeded();
    sandbox.run("add", "disk").succeeded();
    Wyng copy = new Wyng(home.resolve("wyng"));
    Program.of("cp", "-a", sandbox.wyng().home().toString(), copy.home().toString())
        .run()
        .succeeded();
    Unprivileged.show(home);
    Unprivileged.show(sandbox.root());
    Unprivileged.own(sandbox.metadata());
    Unprivileged.own(sandbox.destination());

    Unprivileged.program(sandbox.using(copy).program("send"), home)
        .run()
        .failed(ExitStatus.SOURCE, "root", "sudo");
  }
}
