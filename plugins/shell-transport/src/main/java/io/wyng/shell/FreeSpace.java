package io.wyng.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code df -P}, of blocks or inodes.
 *
 * @param total how many there are; 0 when there is no such limit, or nothing is known
 * @param available how many are left
 * @param mountPoint where the file system is mounted; empty when it is not known
 */
record FreeSpace(long total, long available, String mountPoint) {

  private static final FreeSpace UNKNOWN = new FreeSpace(0, 0, "");

  /** The name of the device, in front of this, may hold spaces. */
  private static final Pattern COLUMNS =
      Pattern.compile(
          "\\s([0-9]{1,15}|-)\\s+(?:-?[0-9]{1,15}|-)\\s+([0-9]{1,15}|-)\\s+(?:[0-9]+%|-)\\s+(/\\P{Cntrl}*)$");

  static FreeSpace parse(String line) {
    Matcher columns = COLUMNS.matcher(line);
    return columns.find()
        ? new FreeSpace(number(columns.group(1)), number(columns.group(2)), columns.group(3))
        : UNKNOWN;
  }

  private static long number(String text) {
    return text.equals("-") ? 0 : Long.parseLong(text);
  }
}
