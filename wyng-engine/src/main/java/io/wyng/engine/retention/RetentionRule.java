package io.wyng.engine.retention;

import io.wyng.engine.archive.SessionName;
import java.util.Locale;
import java.util.regex.Pattern;

/** Something that keeps sessions. Each rule is applied as if there were no other. */
public sealed interface RetentionRule {

  /**
   * Keeps the newest sessions.
   *
   * @param count how many, 1 or more
   */
  record Last(int count) implements RetentionRule {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Last {
      checkPositive(count);
    }
  }

  /**
   * Keeps the newest session of each of the newest periods in which there are sessions. As long as
   * there are fewer such periods than wanted, the oldest session is kept too: what it holds is not
   * lost before the rule has its full number.
   *
   * @param period a day, a week, …
   * @param count of how many periods a session is kept, 1 or more
   */
  record OnePer(CalendarPeriod period, int count) implements RetentionRule {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public OnePer {
      checkPositive(count);
    }
  }

  /**
   * Keeps every session that is less than a time span older than the newest one. The clock has no
   * part in it: a clock that is wrong, or months without a backup, remove nothing.
   *
   * @param span the time span
   */
  record Within(TimeSpan span) implements RetentionRule {}

  /**
   * Keeps a session.
   *
   * @param session its name
   */
  record Named(SessionName session) implements RetentionRule {}

  /**
   * Keeps the sessions with a tag (archive format 2, chapter 2).
   *
   * @param tag the tag's identity in lower case, without {@code ^}
   */
  record Tagged(String tag) implements RetentionRule {

    private static final Pattern SYNTAX =
        Pattern.compile("[\\p{Print}&&[^\\s,=^]]{1,25}", Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * Checks the tag.
     *
     * @throws IllegalArgumentException when no tag can have that identity
     */
    public Tagged {
      if (!SYNTAX.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "Invalid tag \"^"
                + tag.replaceAll("\\p{Cntrl}", "?")
                + "\": expected 1 to 25 characters, none of them a blank or one of , = ^");
      }
    }
  }

  /**
   * The rule that keeps what a user names.
   *
   * @param text {@code YYYYMMDD-HHMMSS}, or {@code ^} and a tag
   * @return the rule
   * @throws IllegalArgumentException when the text is neither; the message says what is expected
   */
  static RetentionRule keeping(String text) {
    return text.startsWith("^")
        ? new Tagged(text.substring(1).toLowerCase(Locale.ROOT))
        : new Named(SessionName.parseUserInput(text));
  }

  private static void checkPositive(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("Invalid number " + count + ": expected 1 or more");
    }
  }
}
