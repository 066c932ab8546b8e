package io.wyng.destination.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a program of this machine for a test. */
final class Program {

  private static final int ROOT_USER = 0;

  private Program() {}

  /** Runs it to its end, which must be a good one; gives what it said. */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.onExit().join().exitValue(), () -> List.of(command) + ": " + output);
    return output;
  }

  /** An ssh server that is to let in its own user, and a mount, are for root only. */
  static void requireRoot() throws IOException {
    assertEquals(
        ROOT_USER,
        Files.getAttribute(Path.of("/proc/self"), "unix:uid"),
        "these tests start ssh servers and mount file systems: run them as root");
  }
}
