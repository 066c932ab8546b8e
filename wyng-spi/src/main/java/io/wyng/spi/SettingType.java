package io.wyng.spi;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values a setting takes and how they are written. There are no lambdas here, as every start
 * of the program comes by, and those take longer to make than all else.
 */
sealed interface SettingType<T> {

  /** What is allowed, as a noun phrase. */
  String words();

  /** The value that a text stands for. */
  T parse(String text);

  /** The text that stands for a value. */
  String format(T value);

  private static IllegalArgumentException refusal(String text, SettingType<?> type) {
    return new IllegalArgumentException(
        '"' + text.replaceAll("\\p{Cntrl}", "?") + "\" is not " + type.words());
  }

  /** Any text that fits into a line. */
  record Text() implements SettingType<String> {

    private static final Pattern SYNTAX = Pattern.compile("\\P{Cntrl}{0,1000}");

    @Override
    public String words() {
      return "a text of at most 1000 characters";
    }

    @Override
    public String parse(String text) {
      if (!SYNTAX.matcher(text).matches()) {
        throw refusal(text.substring(0, Math.min(text.length(), 20)) + "…", this);
      }
      return text;
    }

    @Override
    public String format(String value) {
      return value;
    }
  }

  /** One of the words of an enumeration. */
  record Choice<E extends Enum<E>>(Class<E> type) implements SettingType<E> {

    @Override
    public String words() {
      List<String> words = Arrays.stream(type.getEnumConstants()).map(Choice::word).toList();
      int last = words.size() - 1;
      return last == 0
          ? words.getFirst()
          : String.join(", ", words.subList(0, last)) + " or " + words.getLast();
    }

    @Override
    public E parse(String text) {
      for (E constant : type.getEnumConstants()) {
        if (word(constant).equals(text)) {
          return constant;
        }
      }
      throw refusal(text, this);
    }

    @Override
    public String format(E value) {
      return word(value);
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Yes or no. */
  record Flag() implements SettingType<Boolean> {

    @Override
    public String words() {
      return "yes or no";
    }

    @Override
    public Boolean parse(String text) {
      return switch (text) {
        case "yes", "true" -> true;
        case "no", "false" -> false;
        default -> throw refusal(text, this);
      };
    }

    @Override
    public String format(Boolean value) {
      return value ? "yes" : "no";
    }
  }

  /** A whole number. */
  record Whole(int least, int most) implements SettingType<Integer> {

    private static final Pattern SYNTAX = Pattern.compile("-?[0-9]{1,10}");

    @Override
    public String words() {
      return "a number from " + least + " to " + most;
    }

    @Override
    public Integer parse(String text) {
      long value = SYNTAX.matcher(text).matches() ? Long.parseLong(text) : Long.MAX_VALUE;
      if (value < least || value > most) {
        throw refusal(text, this);
      }
      return (int) value;
    }

    @Override
    public String format(Integer value) {
      return Integer.toString(value);
    }
  }

  /** A number of bytes. */
  record Size(long least, long most) implements SettingType<Long> {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})(?:([KMGT])(?:iB)?)?");
    private static final String UNITS = "KMGT";
    private static final int STEP = 10;

    @Override
    public String words() {
      return "a size from " + format(least) + " to " + format(most);
    }

    @Override
    public Long parse(String text) {
      Matcher matcher = SYNTAX.matcher(text);
      if (!matcher.matches()) {
        throw refusal(text, this);
      }
      String unit = matcher.group(2);
      int shift = unit == null ? 0 : STEP * (UNITS.indexOf(unit) + 1);
      long number = Long.parseLong(matcher.group(1));
      // Compared before it is multiplied, which could overflow.
      if (number > (most >> shift) || (number << shift) < least) {
        throw refusal(text, this);
      }
      return number << shift;
    }

    @Override
    public String format(Long value) {
      int unit = 0;
      long number = value;
      while (unit < UNITS.length() && number != 0 && number % (1 << STEP) == 0) {
        number >>= STEP;
        unit++;
      }
      return number + (unit == 0 ? "" : UNITS.charAt(unit - 1) + "iB");
    }
  }

  /** A length of time. */
  record Time(Duration least, Duration most) implements SettingType<Duration> {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");

    @Override
    public String words() {
      return "a time from " + format(least) + " to " + format(most);
    }

    @Override
    public Duration parse(String text) {
      Matcher matcher = SYNTAX.matcher(text);
      if (!matcher.matches()) {
        throw refusal(text, this);
      }
      long number = Long.parseLong(matcher.group(1));
      Duration value =
          switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMillis(number);
          };
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw refusal(text, this);
      }
      return value;
    }

    @Override
    public String format(Duration value) {
      if (value.toMillisPart() != 0) {
        return value.toMillis() + "ms";
      }
      if (value.toSecondsPart() != 0 || value.isZero()) {
        return value.toSeconds() + "s";
      }
      return value.toMinutesPart() != 0 ? value.toMinutes() + "m" : value.toHours() + "h";
    }
  }
}
