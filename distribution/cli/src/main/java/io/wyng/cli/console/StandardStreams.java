package io.wyng.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The streams that the process was started with. */
public final class StandardStreams {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int INPUT = 0;
  private static final int ERRORS = 2;

  private StandardStreams() {}

  /**
   * The console of this process.
   *
   * @return on the standard streams
   */
  public static Console console() {
    return new Console(
        System.out,
        System.err,
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        isTerminal(INPUT),
        isTerminal(ERRORS));
  }

  /**
   * Where a descriptor leads to is asked of the kernel: Java tells only whether all are terminals.
   */
  private static boolean isTerminal(int descriptor) {
    try {
      String target =
          Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor))).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException closedOrNoProc) {
      return false;
    }
  }
}
