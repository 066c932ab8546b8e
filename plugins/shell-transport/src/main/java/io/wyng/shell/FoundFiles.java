package io.wyng.shell;

import java.io.IOException;

/** What the far side says about files that it looked for: a sign for each. */
final class FoundFiles {

  static final char THERE = '+';

  private FoundFiles() {}

  /**
   * Reads the signs.
   *
   * @param asked how many files were asked for
   * @return a sign for each file, + or -; fewer of them when the next one cannot be read
   */
  static String marks(RemoteShell shell, int asked) throws IOException {
    String line = shell.line();
    if (!line.matches("files [+-]*") || line.length() - "files ".length() > asked) {
      throw shell.broken("\"" + RemoteText.clean(line) + "\"");
    }
    return line.substring("files ".length());
  }
}
