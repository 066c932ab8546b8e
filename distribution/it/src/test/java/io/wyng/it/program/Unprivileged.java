package io.wyng.it.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Runs programs as an ordinary user. Whoever tests as one already is that user. */
public final class Unprivileged {

  private static final String NOBODY = "65534";

  private Unprivileged() {}

  /** The program, run by an ordinary user whose home directory is given. */
  public static Program program(Program program, Path home) throws IOException {
    List<String> runner =
        isRoot()
            ? List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups")
            : List.of("env");
    return program
        .under(runner)
        .withVariable("HOME", home.toString())
        .withVariable("XDG_STATE_HOME", "")
        .in(home);
  }

  /** Gives a directory and all in it to that user. */
  public static void own(Path directory) throws IOException {
    if (isRoot()) {
      Program.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()).run().succeeded();
    }
  }

  /** Lets that user look into a directory. */
  public static void show(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }
}
