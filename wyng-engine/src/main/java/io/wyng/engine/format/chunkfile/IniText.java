package io.wyng.engine.format.chunkfile;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of INI files in which settings are kept: sections of {@code key = value} lines, keys
 * case-sensitive, a literal {@code %} written {@code %%} (archive format 1, section 2.1). Order is
 * kept.
 */
final class IniText {

  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

  static IniText parse(String text) {
    IniText ini = new IniText();
    Map<String, String> section = null;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      if (stripped.startsWith("[") && stripped.endsWith("]")) {
        section = ini.section(stripped.substring(1, stripped.length() - 1));
      } else {
        addEntry(section, stripped, number);
      }
    }
    return ini;
  }

  private static void addEntry(@Nullable Map<String, String> section, String line, int number) {
    int delimiter = indexOfDelimiter(line);
    if (section == null || delimiter <= 0) {
      throw new IllegalArgumentException("line " + number + " is no section and no setting");
    }
    String key = line.substring(0, delimiter).strip();
    String value = line.substring(delimiter + 1).strip().replace("%%", "%");
    if (section.put(key, value) != null) {
      throw new IllegalArgumentException("line " + number + " sets \"" + key + "\" again");
    }
  }

  private static int indexOfDelimiter(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
  }

  /** The settings of a section, to read and to change; a missing section is added. */
  Map<String, String> section(String name) {
    return sections.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  String print() {
    StringBuilder text = new StringBuilder();
    sections.forEach((name, settings) -> {
      text.append('[').append(name).append("]\n");
      settings.forEach((key, value) ->
          text.append(key).append(" = ").append(value.replace("%", "%%")).append('\n'));
      text.append('\n');
    });
    return text.toString();
  }
}
