package io.wyng.engine.plugin;

import io.wyng.engine.failure.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file in which an operator keeps settings of plugins: lines {@code destination.ssh.window =
 * 64MiB} in UTF-8. Empty lines, and those that begin with {@code #}, say nothing.
 *
 * <p>Whoever can write to it can make Wyng do other things than the operator wants, so it is
 * trusted as plugins are: when nobody else can change it.
 */
public final class ConfigurationFile {

  private ConfigurationFile() {}

  /**
   * Reads a file.
   *
   * @param file an existing file
   * @return what it sets, line by line
   * @throws UsageException when it cannot be read, others can change it, or a line is malformed
   */
  public static List<SettingAssignment> read(Path file) {
    return read(file, FileTrust.ofThisProcess());
  }

  static List<SettingAssignment> read(Path file, FileTrust trust) {
    List<String> lines = linesOf(file, trust);
    List<SettingAssignment> assignments = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        assignments.add(SettingAssignment.parse(line, new SettingOrigin.FileLine(file, i + 1)));
      }
    }
    return assignments;
  }

  private static List<String> linesOf(Path file, FileTrust trust) {
    try {
      // From here on the real file is used, so it does not matter who can change links to it.
      Path real = file.toRealPath();
      requireSafe(file, real, trust);
      return Files.readAllLines(real, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new UsageException(
          "The configuration file " + file + " is no text in UTF-8",
          "Correct it; \"file\" tells what it is.",
          e);
    } catch (IOException e) {
      throw new UsageException(
          "The configuration file "
              + file
              + " cannot be read: "
              + UnusablePluginException.reason(e),
          "Make it readable for the user who runs Wyng, or name another one with --config=FILE.",
          e);
    }
  }

  private static void requireSafe(Path file, Path real, FileTrust trust) throws IOException {
    String weakness = trust.weakness(real).map(text -> real + " " + text).orElse("");
    if (weakness.isEmpty()) {
      weakness = trust.weaknessAbove(real).orElse("");
    }
    if (!weakness.isEmpty()) {
      throw new UsageException(
          "The configuration file " + file + " is not used: " + weakness,
          "Only root, or the user who runs Wyng, may be able to change it: look at what is in it,"
              + " then chown and chmod go-w.");
    }
  }
}
