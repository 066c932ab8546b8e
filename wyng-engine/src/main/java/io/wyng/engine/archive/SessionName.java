package io.wyng.engine.archive;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/**
 * The name of a session: the local time at which it was begun.
 *
 * <p>On disk {@code S_YYYYMMDD-HHMMSS} (archive format 1, section 2.3); for people {@code
 * YYYYMMDD-HHMMSS}. Names sort as text, in the order of the sessions.
 *
 * @param date {@code YYYYMMDD-HHMMSS}
 */
public record SessionName(String date) implements Comparable<SessionName> {

  private static final String PREFIX = "S_";
  private static final Pattern SYNTAX = Pattern.compile("[0-9]{8}-[0-9]{6}");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withResolverStyle(ResolverStyle.STRICT);

  /**
   * Checks the syntax. The digits need not be a date that exists: archives are read as they are.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public SessionName {
    if (!SYNTAX.matcher(date).matches()) {
      throw new IllegalArgumentException(
          "Invalid session \"" + date.replaceAll("\\p{Cntrl}", "?") + "\"");
    }
  }

  /**
   * Whether a file on disk bears the name of a session.
   *
   * @param text any text
   * @return true when {@link #parse} accepts it
   */
  public static boolean isDirectory(String text) {
    return text.startsWith(PREFIX) && SYNTAX.matcher(text.substring(PREFIX.length())).matches();
  }

  /**
   * The name that a file on disk spells.
   *
   * @param text {@code S_YYYYMMDD-HHMMSS}
   * @return the name
   * @throws IllegalArgumentException when the text has another form
   */
  public static SessionName parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "Invalid session \"" + text.replaceAll("\\p{Cntrl}", "?") + "\"");
    }
    return new SessionName(text.substring(PREFIX.length()));
  }

  /**
   * The name that a user gives, with or without the prefix.
   *
   * @param text {@code YYYYMMDD-HHMMSS}
   * @return the name
   * @throws IllegalArgumentException when the text is no date and time; the message says what is
   *     expected
   */
  public static SessionName parseUserInput(String text) {
    String date = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    try {
      LocalDateTime.parse(date, FORMAT);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Invalid session \""
              + text.replaceAll("\\p{Cntrl}", "?")
              + "\": expected a date and time as YYYYMMDD-HHMMSS, for instance 20260131-235959",
          e);
    }
    return new SessionName(date);
  }

  /**
   * The name of a session begun at a time.
   *
   * @param time local time
   * @return the name, exact to the second
   */
  public static SessionName at(LocalDateTime time) {
    return new SessionName(FORMAT.format(time));
  }

  /**
   * The date and time, when it is one.
   *
   * @return local time
   * @throws DateTimeException when the digits are no date that exists
   */
  public LocalDateTime time() {
    return LocalDateTime.parse(date, FORMAT);
  }

  /**
   * The name on disk.
   *
   * @return {@code S_YYYYMMDD-HHMMSS}
   */
  public String directory() {
    return PREFIX + date;
  }

  @Override
  public int compareTo(SessionName other) {
    return date.compareTo(other.date);
  }

  @Override
  public String toString() {
    return date;
  }
}
