package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A far side made of programs of this machine: nothing of our environment is left but a search path
 * that begins with a directory of its own.
 *
 * @param programs the directory
 * @param searchPath the whole search path
 */
record FarSide(Path programs, String searchPath) {

  /** A shell of a name, with the tools of this machine. */
  static FarSide ofShell(String shell) throws IOException {
    return ofTools(shell).with("sh", Path.of("/bin/" + shell));
  }

  /** The tools of this machine, some of which are then replaced. */
  static FarSide ofTools(String name) throws IOException {
    Path programs = directory(name);
    return new FarSide(programs, programs + ":/usr/bin:/bin");
  }

  /** Nothing but busybox. */
  static FarSide ofBusybox() throws IOException {
    Path busybox = Path.of("/bin/busybox");
    Path programs = directory("busybox");
    FarSide side = new FarSide(programs, programs.toString());
    Process list = new ProcessBuilder(busybox.toString(), "--list").start();
    String names = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String name : names.lines().toList()) {
      side.with(name, busybox);
    }
    return side;
  }

  private static Path directory(String name) throws IOException {
    return Files.createDirectories(Path.of("target/far-sides", name).toAbsolutePath());
  }

  /** The same, with another program under a name. */
  FarSide with(String name, Path program) throws IOException {
    Path link = programs.resolve(name);
    if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(program)) {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, program);
    }
    return this;
  }

  /** The same, with a script of our own under a name. */
  FarSide withScript(String name, String text) throws IOException {
    Path script = programs.resolve(name);
    if (Files.isSymbolicLink(script)
        || Files.notExists(script)
        || !Files.readString(script).equals(text)) {
      Files.deleteIfExists(script);
      Files.writeString(script, text);
      script.toFile().setExecutable(true);
    }
    return this;
  }

  List<String> program() {
    return List.of("/usr/bin/env", "-i", "PATH=" + searchPath, "sh", "-c");
  }

  ProgramStarter starter() {
    return new ProgramStarter(program(), "the far side");
  }

  /** An archive in a directory of this machine, with the root directory as its mount point. */
  ShellDestination open(Path root) {
    return open(starter(), root, Timing.DEFAULT);
  }

  /** An archive in a directory below a mount point. */
  ShellDestination open(Path mountPoint, String root) {
    return new ShellDestination(
        starter(),
        new DestinationAddress("shell", "far", mountPoint.toString()),
        ArchivePath.of(root),
        Timing.DEFAULT);
  }

  static ShellDestination open(CommandStarter starter, Path root, Timing timing) {
    return new ShellDestination(
        starter,
        DestinationAddress.parse("shell://far/"),
        ArchivePath.of(root.toString().substring(1)),
        timing);
  }
}
