package io.wyng.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version of this program and of what it runs with.
 *
 * @param wyng the version that was built
 * @param java the version of the Java run time
 * @param system the operating system and its architecture
 */
public record Version(String wyng, String java, String system) {

  /**
   * The version of the program that runs.
   *
   * @return read from the program and its run time
   */
  public static Version current() {
    return new Version(
        built(),
        System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  /**
   * The line that {@code --version} prints.
   *
   * @return name and version
   */
  public String line() {
    return "wyng " + wyng;
  }

  private static String built() {
    try (InputStream resource = Version.class.getResourceAsStream("/io/wyng/cli/version.txt")) {
      if (resource == null) {
        return "unknown";
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
