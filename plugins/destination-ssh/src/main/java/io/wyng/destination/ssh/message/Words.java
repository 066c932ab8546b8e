package io.wyng.destination.ssh.message;

/** Text that somebody else wrote, for use in a message. */
public final class Words {

  private static final int LONGEST = 300;

  private Words() {}

  /**
   * Makes text harmless: without control characters, and not too long.
   *
   * @param text the text, from anywhere
   * @return the text on one line
   */
  public static String of(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
