package io.wyng.engine.retention;

import java.time.LocalDateTime;
import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time on the calendar, such as {@code 14d} or {@code 1y2m3d}.
 *
 * @param years 0 or more
 * @param months 0 or more
 * @param weeks 0 or more
 * @param days 0 or more
 */
public record TimeSpan(int years, int months, int weeks, int days) {

  /** Enough for everybody, and far from the ends of the calendar. */
  private static final int MAX_NUMBER = 99_999;

  private static final Pattern SYNTAX =
      Pattern.compile("(?:(\\d{1,5})y)?(?:(\\d{1,5})m)?(?:(\\d{1,5})w)?(?:(\\d{1,5})d)?");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one is out of range, or all are 0
   */
  public TimeSpan {
    int lowest = Math.min(Math.min(years, months), Math.min(weeks, days));
    int highest = Math.max(Math.max(years, months), Math.max(weeks, days));
    if (lowest < 0 || highest < 1 || highest > MAX_NUMBER) {
      throw new IllegalArgumentException(
          "A time span has numbers from 0 to " + MAX_NUMBER + ", not all of them 0");
    }
  }

  /**
   * The time span that a text spells.
   *
   * @param text numbers of years, months, weeks and days in this order, each left out when it is 0:
   *     {@code 1y2m3d}, {@code 2w}
   * @return the time span
   * @throws IllegalArgumentException when the text has another form; the message says what is
   *     expected
   */
  public static TimeSpan parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    try {
      if (matcher.matches()) {
        return new TimeSpan(
            number(matcher.group(1)),
            number(matcher.group(2)),
            number(matcher.group(3)),
            number(matcher.group(4)));
      }
    } catch (IllegalArgumentException e) {
      throw malformed(text, e);
    }
    throw malformed(text, null);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "Invalid time span \""
            + text.replaceAll("\\p{Cntrl}", "?")
            + "\": expected years, months, weeks and days, for instance 14d, 2w, 3m or 1y2m3d",
        cause);
  }

  /** The time that lies this much before another. */
  LocalDateTime before(LocalDateTime time) {
    return time.minus(Period.of(years, months, 0)).minusWeeks(weeks).minusDays(days);
  }

  /** As it is parsed. */
  @Override
  public String toString() {
    return part(years, 'y') + part(months, 'm') + part(weeks, 'w') + part(days, 'd');
  }

  private static String part(int number, char unit) {
    return number == 0 ? "" : number + Character.toString(unit);
  }
}
