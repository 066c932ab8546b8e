package io.wyng.engine.format.chunkfile;

/** The words of a user about a volume, as {@code volinfo} can hold them. */
final class VolumeDescription {

  private static final int LONGEST = 100;

  private VolumeDescription() {}

  /** What is not printable is left out, and the rest cut to the length that the format allows. */
  static String of(String words) {
    String printable =
        words
            .codePoints()
            .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    int end =
        printable.offsetByCodePoints(
            0, Math.min(LONGEST, printable.codePointCount(0, printable.length())));
    return printable.substring(0, end).strip();
  }
}
