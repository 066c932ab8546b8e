package io.wyng.engine.archive;

import java.util.HexFormat;

/**
 * The digest of a chunk's compressed bytes, or the mark of a chunk that is all zeros and not
 * stored.
 *
 * @param text lower-case hexadecimal digits, or {@code 0}
 */
public record ChunkDigest(String text) {

  /** A full chunk of zeros, for which nothing is stored. */
  public static final ChunkDigest ZERO = new ChunkDigest("0");

  private static final HexFormat HEX = HexFormat.of();

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException when the text is no digest
   */
  public ChunkDigest {
    if (!text.equals("0")
        && (text.length() < 32 || text.length() > 128 || text.length() % 2 != 0)) {
      throw new IllegalArgumentException("Invalid chunk digest");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        throw new IllegalArgumentException("Invalid chunk digest");
      }
    }
  }

  /**
   * The digest that a hasher computed.
   *
   * @param digest its bytes
   * @return the digest
   */
  public static ChunkDigest of(byte[] digest) {
    return new ChunkDigest(HEX.formatHex(digest));
  }

  /**
   * Whether the chunk is all zeros and not stored.
   *
   * @return true for {@link #ZERO}
   */
  public boolean isZero() {
    return text.length() == 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
