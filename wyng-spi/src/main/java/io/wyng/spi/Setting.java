package io.wyng.spi;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Something about a provider that an operator may change, on the command line ({@code --set
 * destination.ssh.window=64MiB}) or in the configuration file: a name, what it is for, which values
 * it takes, and the one it has unless the operator says otherwise.
 *
 * <p>A provider keeps its settings in constants, returns them from {@link Provider#settings()} and
 * asks for their values in {@link Provider#configure}:
 *
 * <pre>{@code
 * private static final Setting<Integer> THREADS =
 *     Setting.integer("threads", "Files that are read at a time", 4, 1, 64);
 * }</pre>
 *
 * <p>Archives are read without it: whatever it is set to, what was stored with another value stays
 * readable. Immutable, and so safe for use by several threads.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern DESCRIPTION = Pattern.compile("\\P{Cntrl}{0,99}[^.\\p{Cntrl}]");

  private final String name;
  private final String description;
  private final T defaultValue;
  private final SettingType<T> type;

  private Setting(String name, String description, T defaultValue, SettingType<T> type) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A setting cannot be called \"" + name + "\": a name has 1 to 32 of a-z, 0-9 and -");
    }
    if (!DESCRIPTION.matcher(description).matches()) {
      throw new IllegalArgumentException(
          "The setting \""
              + name
              + "\" needs a description of at most 100 characters in one line, without a full"
              + " stop at the end");
    }
    this.name = name;
    this.description = description;
    this.defaultValue = defaultValue;
    this.type = type;
    requireDefaultIsAllowed();
  }

  private void requireDefaultIsAllowed() {
    try {
      if (parse(defaultText()).equals(defaultValue)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The default of the setting \"" + name + "\": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "The default of the setting \"" + name + "\" cannot be written as " + type.words());
  }

  /**
   * A setting whose value is a text, such as a name or a path.
   *
   * @param name 1 to 32 characters of {@code a-z}, {@code 0-9} and {@code -}, unique within the
   *     provider
   * @param description for the operator: a phrase of at most 100 characters without a full stop
   * @param defaultValue the value it has unless the operator says otherwise; may be empty
   * @return the setting; its values are at most 1000 characters without control characters
   * @throws IllegalArgumentException when one of these is not as said here
   */
  public static Setting<String> text(String name, String description, String defaultValue) {
    return new Setting<>(name, description, defaultValue, new SettingType.Text());
  }

  /**
   * A setting that chooses one of several words: the constants of an enumeration, in lower case and
   * with {@code -} for {@code _}.
   *
   * @param <E> the enumeration
   * @param name as in {@link #text}
   * @param description as in {@link #text}
   * @param defaultValue the constant that is chosen unless the operator says otherwise
   * @return the setting
   * @throws IllegalArgumentException when one of these is not as said here
   */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, String description, E defaultValue) {
    return new Setting<>(
        name,
        description,
        defaultValue,
        new SettingType.Choice<>(defaultValue.getDeclaringClass()));
  }

  /**
   * A setting that is {@code yes} or {@code no}; {@code true} and {@code false} are understood too.
   *
   * @param name as in {@link #text}
   * @param description as in {@link #text}
   * @param defaultValue the value it has unless the operator says otherwise
   * @return the setting
   * @throws IllegalArgumentException when one of these is not as said here
   */
  public static Setting<Boolean> flag(String name, String description, boolean defaultValue) {
    return new Setting<>(name, description, defaultValue, new SettingType.Flag());
  }

  /**
   * A setting that is a whole number.
   *
   * @param name as in {@link #text}
   * @param description as in {@link #text}
   * @param defaultValue the value it has unless the operator says otherwise
   * @param least the least value that is allowed
   * @param most the greatest value that is allowed
   * @return the setting
   * @throws IllegalArgumentException when one of these is not as said here, or the default is out
   *     of the range
   */
  public static Setting<Integer> integer(
      String name, String description, int defaultValue, int least, int most) {
    return new Setting<>(name, description, defaultValue, new SettingType.Whole(least, most));
  }

  /**
   * A setting that is a number of bytes, written as {@code 1000}, {@code 64KiB}, {@code 2GiB} or,
   * in short, {@code 64K}; the units are powers of 1024.
   *
   * @param name as in {@link #text}
   * @param description as in {@link #text}
   * @param defaultValue the value it has unless the operator says otherwise
   * @param least the least number that is allowed, not negative
   * @param most the greatest number that is allowed
   * @return the setting
   * @throws IllegalArgumentException when one of these is not as said here, or the default is out
   *     of the range
   */
  public static Setting<Long> bytes(
      String name, String description, long defaultValue, long least, long most) {
    return new Setting<>(name, description, defaultValue, new SettingType.Size(least, most));
  }

  /**
   * A setting that is a length of time, written as {@code 500ms}, {@code 30s}, {@code 5m} or {@code
   * 2h}.
   *
   * @param name as in {@link #text}
   * @param description as in {@link #text}
   * @param defaultValue the value it has unless the operator says otherwise, in whole milliseconds
   * @param least the shortest time that is allowed, not negative
   * @param most the longest time that is allowed
   * @return the setting
   * @throws IllegalArgumentException when one of these is not as said here, or the default is out
   *     of the range
   */
  public static Setting<Duration> duration(
      String name, String description, Duration defaultValue, Duration least, Duration most) {
    return new Setting<>(name, description, defaultValue, new SettingType.Time(least, most));
  }

  /**
   * What the operator calls it, behind the kind and the name of the provider.
   *
   * @return its name, unique within the provider
   */
  public String name() {
    return name;
  }

  /**
   * What it is for.
   *
   * @return a phrase without a full stop
   */
  public String description() {
    return description;
  }

  /**
   * The value it has unless the operator says otherwise.
   *
   * @return a value that is allowed
   */
  public T defaultValue() {
    return defaultValue;
  }

  /**
   * The default as the operator would write it.
   *
   * @return a text that {@link #parse} turns into {@link #defaultValue()}
   */
  public String defaultText() {
    return type.format(defaultValue);
  }

  /**
   * Which values it takes, in words.
   *
   * @return a noun phrase such as {@code a size from 64KiB to 1GiB}
   */
  public String type() {
    return type.words();
  }

  /**
   * The value that an operator wrote.
   *
   * @param text what was written
   * @return the value, which is in the range
   * @throws IllegalArgumentException when it is none that is allowed; the message says what was
   *     written and what is allowed, and has no full stop at the end
   */
  public T parse(String text) {
    return type.parse(text);
  }

  @Override
  public String toString() {
    return name + " (" + type.words() + ")";
  }
}
