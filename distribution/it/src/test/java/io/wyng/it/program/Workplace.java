package io.wyng.it.program;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests find what is tested; the build says so by system properties. */
public final class Workplace {

  private Workplace() {}

  /** The directory of the whole project. */
  public static Path project() {
    return existing("wyng.root");
  }

  /** The assembled image. */
  public static Path image() {
    return existing("wyng.image");
  }

  /** The archives that the original programs made. */
  public static Path goldenArchives() {
    return existing("wyng.golden");
  }

  /** The script that starts a virtual machine. */
  public static Path virtualMachine() {
    return existing("wyng.thinvm");
  }

  /** Maven's local repository, in which is what was downloaded for this build. */
  public static Path mavenRepository() {
    return existing("wyng.maven.repository");
  }

  private static Path existing(String property) {
    String text = System.getProperty(property);
    if (text == null) {
      throw new IllegalStateException(
          "The system property " + property + " is not set: run the tests with Maven");
    }
    Path path = Path.of(text).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          path + " (" + property + ") does not exist: build the whole project first");
    }
    return path;
  }
}
