package io.wyng.engine.plugin;

import java.nio.file.Path;

/** Where an operator has set something. */
public sealed interface SettingOrigin {

  /**
   * The origin in words.
   *
   * @return to be read behind "set by", or in front of a colon and what is wrong there
   */
  String words();

  /** The command line. */
  record CommandLine() implements SettingOrigin {
    @Override
    public String words() {
      return "--set";
    }
  }

  /**
   * A line of the configuration file.
   *
   * @param file the file
   * @param number the number of the line, from 1
   */
  record FileLine(Path file, int number) implements SettingOrigin {
    @Override
    public String words() {
      return file + ":" + number;
    }
  }
}
