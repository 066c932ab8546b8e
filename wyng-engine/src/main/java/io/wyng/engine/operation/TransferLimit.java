package io.wyng.engine.operation;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast chunks and metadata may travel to and from a destination.
 *
 * @param bytesPerSecond 1 or more
 */
public record TransferLimit(long bytesPerSecond) {

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([KkMmGg]?)");
  private static final int UNIT = 1024;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when it is not positive
   */
  public TransferLimit {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "A transfer rate of " + bytesPerSecond + " bytes a second");
    }
  }

  /**
   * Reads what a user gives, as {@code rsync --bwlimit} does.
   *
   * @param text a number of KiB a second, or a number with {@code K}, {@code M} or {@code G} for
   *     KiB, MiB or GiB; three decimals at most
   * @return the limit
   * @throws IllegalArgumentException when the text is no such rate; the message says what is
   *     expected
   */
  public static TransferLimit parse(String text) {
    Matcher rate = SYNTAX.matcher(text);
    long bytes = rate.matches() ? bytes(new BigDecimal(rate.group(1)), rate.group(2)) : 0;
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "Invalid transfer rate \""
              + text.replaceAll("\\p{Cntrl}", "?")
              + "\": expected KiB a second, such as 500, or 1.5M for MiB a second");
    }
    return new TransferLimit(bytes);
  }

  private static long bytes(BigDecimal number, String suffix) {
    BigDecimal unit = BigDecimal.valueOf(UNIT);
    int power =
        switch (suffix) {
          case "G", "g" -> 3;
          case "M", "m" -> 2;
          default -> 1;
        };
    return number.multiply(unit.pow(power)).longValue();
  }
}
