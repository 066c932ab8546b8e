package io.wyng.engine.format.chunkfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lines of {@code key = value}, as {@code volinfo} and {@code info} have them (archive format 1,
 * sections 2.2 and 2.3; archive format 2, section 2). A key may come several times.
 */
final class KeyValueText {

  private record Line(String key, String value) {}

  private final List<Line> lines = new ArrayList<>();

  static KeyValueText parse(byte[] file) {
    KeyValueText text = new KeyValueText();
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        text.lines.add(
            new Line(line.substring(0, equals).strip(), line.substring(equals + 1).strip()));
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException("a line is not of the form \"key = value\"");
      }
    }
    return text;
  }

  KeyValueText add(String key, String value) {
    lines.add(new Line(key, value));
    return this;
  }

  Optional<String> value(String key) {
    return values(key).stream().findFirst();
  }

  List<String> values(String key) {
    return lines.stream().filter(l -> l.key.equals(key)).map(Line::value).toList();
  }

  <T> T required(String key, Function<String, T> conversion) {
    String value =
        value(key)
            .orElseThrow(() -> new IllegalArgumentException("the field " + key + " is missing"));
    try {
      return conversion.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the field " + key + " has the invalid value \"" + value + "\"", e);
    }
  }

  /** The value of a field, or nothing where programs have written "none" in one way or another. */
  Optional<String> unlessNone(String key) {
    return value(key).filter(v -> !v.isEmpty() && !v.equalsIgnoreCase("none"));
  }

  UUID uuid(String key) {
    return required(key, UUID::fromString);
  }

  byte[] print() {
    StringBuilder text = new StringBuilder();
    lines.forEach(l -> text.append(l.key).append(" = ").append(l.value).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
