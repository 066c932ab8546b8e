package io.wyng.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.cli.console.StandardStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real signals do to a real process. */
class InterruptionTest {

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void aSignalLetsTheCommandTidyUpAndEndsTheProcessWithItsStatus(String signal, int status)
      throws IOException, InterruptedException {
    Process process = start("tidying");
    try (BufferedReader output = process.inputReader()) {
      String ready = output.readLine();

      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();

      assertEquals("working", ready);
      assertEquals("interrupted and tidied up", output.readLine());
      assertEquals(status, end(process));
    }
  }

  @Test
  void aCommandThatHasFinishedIsNotDisturbed() throws IOException, InterruptedException {
    Process process = start("finished");
    try (BufferedReader output = process.inputReader()) {
      assertEquals("finished, interrupted: false", output.readLine());
      assertEquals(7, end(process));
    }
  }

  @Test
  void aCommandThatDiedIsNotWaitedFor() throws IOException, InterruptedException {
    Process process = start("dying");
    try (BufferedReader errors = process.errorReader()) {
      String text = String.join("\n", errors.lines().toList());

      assertEquals(1, end(process));
      assertTrue(text.contains("nobody foresaw this"), text);
      assertFalse(text.contains("stopping"), text);
    }
  }

  private static Process start(String behaviour) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    // Whoever started us may have us ignore signals (nohup does), which is inherited.
    return new ProcessBuilder(
            "env",
            "--default-signal",
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            behaviour)
        .start();
  }

  private static int end(Process process) throws InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end");
    }
    return process.exitValue();
  }

  /** A process that behaves as the program does, with a command that takes long. */
  static final class Worker {

    private Worker() {}

    public static void main(String[] arguments) {
      var console = StandardStreams.console();
      Interruption interruption = Interruption.install(console, Thread.currentThread());
      if (arguments[0].equals("dying")) {
        throw new AssertionError("nobody foresaw this");
      }
      if (arguments[0].equals("tidying")) {
        console.print("working");
        try {
          Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException e) {
          console.print("interrupted and tidied up");
        }
      } else {
        console.print("finished, interrupted: " + interruption.isRequested());
      }
      interruption.commandFinished();
      System.exit(7);
    }
  }
}
