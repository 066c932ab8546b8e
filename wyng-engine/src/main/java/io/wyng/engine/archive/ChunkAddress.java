package io.wyng.engine.archive;

import java.util.HexFormat;

/**
 * Where a chunk lies in its volume, as archives spell it: {@code x} and 16 hexadecimal digits
 * (archive format 1, section 2.4).
 *
 * @param offset bytes from the start of the volume, 0 or more
 */
public record ChunkAddress(long offset) {

  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGITS = 16;
  private static final int DIRECTORY_DIGITS = 9;

  /**
   * Checks the offset.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public ChunkAddress {
    if (offset < 0) {
      throw new IllegalArgumentException("Invalid chunk address " + offset);
    }
  }

  /**
   * The address that a text spells.
   *
   * @param text {@code x} and 16 lower-case hexadecimal digits
   * @return the address
   * @throws IllegalArgumentException when the text has another form
   */
  public static ChunkAddress parse(String text) {
    if (text.length() != DIGITS + 1 || text.charAt(0) != 'x') {
      throw new IllegalArgumentException("Invalid chunk address");
    }
    for (int i = 1; i <= DIGITS; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        throw new IllegalArgumentException("Invalid chunk address");
      }
    }
    return new ChunkAddress(HexFormat.fromHexDigitsToLong(text, 1, DIGITS + 1));
  }

  /**
   * The path of a stored chunk below its session's directory (archive format 1, section 2.5).
   *
   * @return the first nine digits, a slash, and the whole address
   */
  public String path() {
    String text = toString();
    return text.substring(1, 1 + DIRECTORY_DIGITS) + "/" + text;
  }

  @Override
  public String toString() {
    return "x" + HEX.toHexDigits(offset);
  }
}
