package io.wyng.shell;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.stream.Collectors;

/** The constant text that makes a shell on the far side answer requests. */
final class FarSideScript {

  private static final String RESOURCE = "far-side.sh";

  private FarSideScript() {}

  /**
   * The text, as it is sent.
   *
   * @param token hexadecimal digits that start every answer
   * @param beat the time between two signs of life
   * @param tested whether an earlier shell has found there all that is needed
   */
  static byte[] bytes(String token, Duration beat, boolean tested) throws IOException {
    String settings =
        "token=%s\nbeat=%d\ntested=%s\n"
            .formatted(token, Math.max(1, beat.toSeconds()), tested ? "yes" : "");
    return (settings + text()).getBytes(US_ASCII);
  }

  private static String text() throws IOException {
    try (InputStream stream = FarSideScript.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IOException("The resource " + RESOURCE + " is missing in this installation");
      }
      return new String(stream.readAllBytes(), US_ASCII)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.joining("\n", "", "\n"));
    }
  }
}
