package io.wyng.destination.ssh.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of an ssh configuration file, as ssh_config(5) describes it.
 *
 * @param keyword the keyword in lower case
 * @param arguments what follows, without quotes
 */
record ConfigLine(String keyword, List<String> arguments) {

  /** Reads a line; nothing when it is empty or a comment. */
  static Optional<ConfigLine> parse(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    int end = 0;
    while (end < text.length() && !isSeparator(text.charAt(end))) {
      end++;
    }
    String rest = text.substring(end).stripLeading();
    if (rest.startsWith("=")) {
      rest = rest.substring(1);
    }
    return Optional.of(
        new ConfigLine(text.substring(0, end).toLowerCase(Locale.ROOT), split(rest)));
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c) || c == '=';
  }

  private static List<String> split(String text) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    boolean quoted = false;
    boolean started = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!started && c == '#') {
        break;
      }
      if (c == '"') {
        quoted = !quoted;
        started = true;
      } else if (Character.isWhitespace(c) && !quoted) {
        if (started) {
          arguments.add(argument.toString());
          argument.setLength(0);
          started = false;
        }
      } else {
        argument.append(c);
        started = true;
      }
    }
    if (started) {
      arguments.add(argument.toString());
    }
    return List.copyOf(arguments);
  }

  /** The first argument, or nothing at all. */
  String value() {
    return arguments.isEmpty() ? "" : arguments.getFirst();
  }
}
