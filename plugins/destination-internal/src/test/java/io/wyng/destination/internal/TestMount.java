package io.wyng.destination.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Something mounted for a test. */
record TestMount(Path point) implements AutoCloseable {

  private static final int ROOT_USER = 0;

  /** A file system in memory. */
  static TestMount ofMemory(Path point, String options) throws IOException {
    return mount("-t", "tmpfs", "-o", options, "none", Files.createDirectories(point).toString());
  }

  /** A directory that is mounted once more somewhere else. */
  static TestMount ofDirectory(Path directory, Path point) throws IOException {
    return mount("--bind", directory.toString(), Files.createDirectories(point).toString());
  }

  private static TestMount mount(String... arguments) throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT_USER)) {
      Assumptions.abort("only root can mount a file system for this test");
    }
    run("mount", arguments);
    return new TestMount(Path.of(arguments[arguments.length - 1]));
  }

  void makeReadOnly() throws IOException {
    run("mount", "-o", "remount,ro", point.toString());
  }

  /** Takes the file system away, as a disk that drops out does. */
  void dropOut() throws IOException {
    run("umount", "--lazy", point.toString());
  }

  @Override
  public void close() throws IOException {
    if (MountPoints.now().contain(point)) {
      run("umount", point.toString());
    }
  }

  private static void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.onExit().join().exitValue(), () -> command + ": " + output);
  }
}
