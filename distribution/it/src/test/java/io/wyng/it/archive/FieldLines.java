package io.wyng.it.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of {@code volinfo} and {@code info}: each {@code key = value}, split at exactly that by
 * the original, which crashes at any other line (archive format 1, chapter 6, rules 1 and 3).
 *
 * @param file where they stand
 * @param values the value of each key, in their order
 * @param tags the values of the lines {@code tag}, which may repeat and stand at the end
 */
record FieldLines(Path file, Map<String, String> values, List<String> tags) {

  private static final int MAX_TAG_CHARACTERS = 25;

  static FieldLines read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Rule.require(text.endsWith("\n") && !text.contains("\r"), "lines end with a line feed", file);
    Map<String, String> values = new LinkedHashMap<>();
    List<String> tags = new ArrayList<>();
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      Rule.require(line.matches("[a-z_]+ = .*"), "a line is \"key = value\"", file + ": " + line);
      String[] parts = line.split(" = ", 2);
      if (parts[0].equals("tag")) {
        tags.add(tag(parts[1], file));
      } else {
        Rule.require(tags.isEmpty(), "tags stand at the end", file);
        Rule.require(values.put(parts[0], parts[1]) == null, "a key stands once", file);
      }
    }
    return new FieldLines(file, values, tags);
  }

  /** The identity of a tag: what stands before the first blank. */
  private static String tag(String value, Path file) {
    String id = value.split(" ", 2)[0];
    Rule.require(
        id.matches("[^,=^\\s]{1," + MAX_TAG_CHARACTERS + "}") && value.contains(" "),
        "a tag is an identity, a blank and a description",
        file + ": " + value);
    return id;
  }

  void requireKeys(String... keys) {
    Rule.require(
        List.copyOf(values.keySet()).equals(List.of(keys)),
        "the lines are " + String.join(", ", keys) + " in this order",
        file);
  }

  String value(String key) {
    String value = values.get(key);
    Rule.require(value != null, "there is a line " + key, file);
    return String.valueOf(value);
  }

  long number(String key) {
    Rule.require(value(key).matches("[0-9]+"), key + " is a number", file);
    return Long.parseLong(value(key));
  }
}
