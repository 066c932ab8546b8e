package io.wyng.source.lvmthin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Recorded answers of real programs. */
final class Fixtures {

  private Fixtures() {}

  static InputStream open(String name) {
    return Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name);
  }

  static String text(String name) throws IOException {
    try (InputStream input = open(name)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
