package io.wyng.destination.ssh.settings;

import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import java.time.Duration;
import java.util.List;

/**
 * What the operator may set of this plugin.
 *
 * @param mode how an archive is used
 * @param windowBytes how many bytes may be on their way at a time
 * @param limits how long to wait
 */
public record Options(Mode mode, long windowBytes, Limits limits) {

  /** How an archive is used. */
  public enum Mode {
    /** With a shell where there is one, else by SFTP. */
    AUTO,
    /** With a shell, or not at all. */
    SHELL,
    /** By SFTP, or not at all. */
    SFTP
  }

  private static final Setting<Mode> MODE =
      Setting.choice(
          "mode", "What to use at the server; auto takes a shell where there is one", Mode.AUTO);

  /** The most that goes well with the heap that the program is started with. */
  private static final Setting<Long> WINDOW =
      Setting.bytes(
          "window",
          "Bytes on their way at a time; more helps where the line is fast and long",
          16L << 20,
          256L << 10,
          64L << 20);

  private static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration(
          "connect-timeout",
          "How long to wait for a connection, and for each step of it",
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10));

  private static final Setting<Duration> SILENCE_LIMIT =
      Setting.duration(
          "silence-limit",
          "How long the server may give no sign of life; it is asked for four in that time",
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofHours(1));

  /** All settings, in the order in which they are shown. */
  public static final List<Setting<?>> SETTINGS =
      List.of(MODE, WINDOW, CONNECT_TIMEOUT, SILENCE_LIMIT);

  /** What is used where nothing is set. */
  public static final Options USUAL = of(SettingValues.DEFAULTS);

  /**
   * What the operator has set.
   *
   * @param values the values of {@link #SETTINGS}
   * @return the options
   */
  public static Options of(SettingValues values) {
    return new Options(
        values.get(MODE),
        values.get(WINDOW),
        new Limits(values.get(CONNECT_TIMEOUT), values.get(SILENCE_LIMIT), Limits.ANSWER));
  }

  /**
   * The same with other limits.
   *
   * @param other how long to wait
   * @return options that differ in that
   */
  public Options withLimits(Limits other) {
    return new Options(mode, windowBytes, other);
  }
}
