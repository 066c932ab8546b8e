package io.wyng.engine.archive;

import java.util.Locale;

/**
 * A tag of a session: a short name by which it can be found, and words of the user (archive format
 * 2, chapter 2).
 *
 * @param id the name
 * @param description words of the user; may be empty
 */
public record Tag(String id, String description) {

  /** How many tags a session can have. */
  public static final int MOST_TAGS = 5;

  private static final int LONGEST_ID = 25;
  private static final int LONGEST_DESCRIPTION = 100;
  private static final String RESERVED = "all";

  /**
   * Checks that what is written can be read again. Archives are read as they are, so the rules for
   * new tags are those of {@link #parseUserInput}.
   *
   * @throws IllegalArgumentException when the name is empty or holds a blank, or when the
   *     description has line ends
   */
  public Tag {
    if (id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("Invalid tag \"" + printable(id) + "\"");
    }
    if (description.contains("\n") || description.contains("\r")) {
      throw new IllegalArgumentException("The description of tag " + id + " has several lines");
    }
  }

  /**
   * The tag that a file on disk spells.
   *
   * @param text name, a blank, and the description; or the name alone
   * @return the tag
   * @throws IllegalArgumentException when there is no name
   */
  public static Tag parse(String text) {
    String[] parts = text.strip().split(" ", 2);
    return new Tag(parts[0], parts.length == 1 ? "" : parts[1].strip());
  }

  /**
   * The tag that a user gives for a new session.
   *
   * @param text {@code name} or {@code name,description}; capital letters of the name become small
   * @return the tag
   * @throws IllegalArgumentException when it breaks a rule; the message says which
   */
  public static Tag parseUserInput(String text) {
    String[] parts = text.split(",", 2);
    String description = parts.length == 1 ? "" : parts[1].strip();
    if (!isPrintable(description) || description.length() > LONGEST_DESCRIPTION) {
      throw new IllegalArgumentException(
          "Invalid description of tag \""
              + printable(parts[0])
              + "\": expected up to "
              + LONGEST_DESCRIPTION
              + " printable characters");
    }
    return new Tag(parseId(parts[0]), description);
  }

  /**
   * The name of a tag that a user gives.
   *
   * @param text the name, without {@code ^}
   * @return the name in small letters
   * @throws IllegalArgumentException when no tag can have that name; the message says why
   */
  public static String parseId(String text) {
    String id = text.strip().toLowerCase(Locale.ROOT);
    boolean valid =
        !id.isEmpty()
            && id.length() <= LONGEST_ID
            && isPrintable(id)
            && id.chars().noneMatch(c -> Character.isWhitespace(c) || ",=^".indexOf(c) >= 0)
            && !id.equals(RESERVED);
    if (!valid) {
      throw new IllegalArgumentException(
          "Invalid tag \""
              + printable(text)
              + "\": expected up to "
              + LONGEST_ID
              + " printable characters without blanks, \",\", \"=\" and \"^\"; \""
              + RESERVED
              + "\" is reserved");
    }
    return id;
  }

  private static boolean isPrintable(String text) {
    return text.codePoints()
        .noneMatch(c ->
            Character.isISOControl(c)
                || !Character.isDefined(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.SURROGATE);
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * The tag as a file on disk spells it.
   *
   * @return name, a blank, and the description, which may be empty
   */
  public String stored() {
    return id + " " + description;
  }

  /** The tag for people: its name, and its description if it has one. */
  @Override
  public String toString() {
    return stored().strip();
  }
}
