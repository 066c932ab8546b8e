package io.wyng.spi;

import java.util.regex.Pattern;

/**
 * The name of a volume, in an archive and on a source alike.
 *
 * <p>Archive format 1, section 2.1: 1 to 112 characters of {@code a-z A-Z 0-9 + . _ -}, and neither
 * {@code .} nor {@code ..}. A value of this type may be used as a file name. It may start with
 * {@code -}, so it must never be the first character of a program's argument.
 *
 * @param text the name
 */
public record VolumeName(String text) implements Comparable<VolumeName> {

  /** The greatest number of characters in a name. */
  public static final int MAX_LENGTH = 112;

  private static final Pattern SYNTAX = Pattern.compile("[a-zA-Z0-9+._-]{1," + MAX_LENGTH + "}");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException when the text is no valid name; the message says why
   */
  public VolumeName {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          "Invalid volume name \""
              + printable(text)
              + "\": a name has 1 to "
              + MAX_LENGTH
              + " of the characters a-z A-Z 0-9 + . _ - and is not . or ..");
    }
  }

  /**
   * Whether the text is a valid name.
   *
   * @param text any text
   * @return true when {@link #parse} accepts it
   */
  public static boolean isValid(String text) {
    return SYNTAX.matcher(text).matches() && !text.equals(".") && !text.equals("..");
  }

  /**
   * The name that the text spells.
   *
   * @param text the name
   * @return the name
   * @throws IllegalArgumentException when the text is no valid name; the message says why
   */
  public static VolumeName parse(String text) {
    return new VolumeName(text);
  }

  @Override
  public int compareTo(VolumeName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static String printable(String text) {
    String shown = text.length() > 200 ? text.substring(0, 200) + "…" : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
