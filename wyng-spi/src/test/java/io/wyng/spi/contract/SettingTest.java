package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

  private static final long MIB = 1L << 20;

  /** What a setting chooses from. */
  private enum Way {
    AUTO,
    BY_FOOT
  }

  @ParameterizedTest
  @CsvSource({
    "65536, 65536",
    "64K, 65536",
    "64KiB, 65536",
    "64MiB, 67108864",
    "1G, 1073741824",
    "0001GiB, 1073741824",
  })
  void aSizeIsANumberOfBytesOrOfUnits(String text, long bytes) {
    assertEquals(bytes, size().parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 64K",
        "64 K",
        "64KB",
        "64k",
        "1.5M",
        "-64K",
        "+64K",
        "K",
        "65535",
        "63K",
        "1073741825",
        "2G",
        "9999999999999999T",
        "99999999999999999999999",
        "٦٤K"
      })
  void whatIsNoSizeOrOutOfTheRangeIsRefused(String text) {
    assertRefused(size(), text, "a size from 64KiB to 1GiB");
  }

  @Test
  void aSizeMayHaveTheWholeRangeOfNumbers() {
    Setting<Long> setting = Setting.bytes("size", "A size", 0, 0, Long.MAX_VALUE);

    assertEquals(8388607L << 40, setting.parse("8388607T"));
    assertRefused(setting, "8388608T", "a size from 0 to 9223372036854775807");
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "30s, PT30S", "90s, PT1M30S", "5m, PT5M", "2h, PT2H"})
  void aTimeIsANumberWithAUnit(String text, Duration time) {
    assertEquals(time, time().parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "30 s", "30sec", "1.5s", "-1s", "499ms", "121m", "3h", "999999999999h"})
  void whatIsNoTimeOrOutOfTheRangeIsRefused(String text) {
    assertRefused(time(), text, "a time from 500ms to 2h");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "64, 64", "007, 7"})
  void aNumberIsWhole(String text, int number) {
    assertEquals(number, number().parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "65", "-1", "1.0", "1e1", "four", "4294967297", " 4"})
  void whatIsNoNumberOrOutOfTheRangeIsRefused(String text) {
    assertRefused(number(), text, "a number from 1 to 64");
  }

  @Test
  void aChoiceIsOneOfTheWordsOfAnEnumeration() {
    Setting<Way> setting = Setting.choice("way", "How to get there", Way.AUTO);

    assertEquals(Way.AUTO, setting.parse("auto"));
    assertEquals(Way.BY_FOOT, setting.parse("by-foot"));
    assertRefused(setting, "BY_FOOT", "auto or by-foot");
    assertRefused(setting, "", "auto or by-foot");
  }

  @ParameterizedTest
  @CsvSource({"yes, true", "true, true", "no, false", "false, false"})
  void aFlagIsYesOrNo(String text, boolean value) {
    assertEquals(value, Setting.flag("flag", "Whether", true).parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "YES", "1", "on"})
  void anythingElseIsNoFlag(String text) {
    assertRefused(Setting.flag("flag", "Whether", true), text, "yes or no");
  }

  @Test
  void aTextIsALine() {
    Setting<String> setting = Setting.text("text", "A text", "");

    assertEquals("a = b # ü", setting.parse("a = b # ü"));
    assertThrows(IllegalArgumentException.class, () -> setting.parse("a\nb"));
    assertThrows(IllegalArgumentException.class, () -> setting.parse("x".repeat(1001)));
  }

  @Test
  void aRefusalShowsNoControlCharacters() {
    assertRefused(number(), "1\u001b[2J", "\"1?[2J\" is not a number from 1 to 64");
  }

  @Test
  void theDefaultIsShownAsItWouldBeWritten() {
    assertEquals("16MiB", Setting.bytes("s", "A size", 16 * MIB, 0, 64 * MIB).defaultText());
    assertEquals("1000", Setting.bytes("s", "A size", 1000, 0, 64 * MIB).defaultText());
    assertEquals("0", Setting.bytes("s", "A size", 0, 0, 64 * MIB).defaultText());
    assertEquals("30s", time().defaultText());
    assertEquals("auto", Setting.choice("way", "How to get there", Way.AUTO).defaultText());
    assertEquals("no", Setting.flag("flag", "Whether", false).defaultText());
    assertEquals("", Setting.text("text", "A text", "").defaultText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Window", "the.window", "a b", "abcdefghijklmnopqrstuvwxyz0123456"})
  void aNameIsOneThatCanBeWritten(String name) {
    assertThrows(IllegalArgumentException.class, () -> Setting.text(name, "A text", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A sentence.", "two\nlines"})
  void aDescriptionIsAPhraseInALine(String description) {
    assertThrows(IllegalArgumentException.class, () -> Setting.text("name", description, ""));
  }

  @Test
  void theDefaultIsInTheRange() {
    assertThrows(
        IllegalArgumentException.class, () -> Setting.integer("threads", "Threads", 0, 1, 64));
    assertThrows(
        IllegalArgumentException.class,
        () -> Setting.duration("t", "Time", Duration.ZERO, Duration.ofNanos(1), Duration.ZERO));
  }

  @Test
  void whatTheOperatorHasNotSetHasItsDefault() {
    SettingValues values = new SettingValues(Map.of("threads", "7"));

    assertEquals(7, values.get(number()));
    assertEquals(Duration.ofSeconds(30), values.get(time()));
    assertEquals(4, SettingValues.DEFAULTS.get(number()));
  }

  private static Setting<Long> size() {
    return Setting.bytes("size", "A size", MIB, 64 << 10, 1 << 30);
  }

  private static Setting<Duration> time() {
    return Setting.duration(
        "time", "A time", Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofHours(2));
  }

  private static Setting<Integer> number() {
    return Setting.integer("threads", "Threads", 4, 1, 64);
  }

  private static void assertRefused(Setting<?> setting, String text, String allowed) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> setting.parse(text));

    String message = String.valueOf(refusal.getMessage());
    assertEquals(allowed, message.substring(message.length() - allowed.length()));
  }
}
