package io.wyng.spi.destination;

import java.util.List;

/**
 * A path below the root of an archive, or below a destination's address: components separated by
 * {@code /}, none of them empty, {@code .} or {@code ..}, without control characters. The empty
 * path is the root itself.
 *
 * @param text the path, without a leading or trailing {@code /}
 */
public record ArchivePath(String text) implements Comparable<ArchivePath> {

  /** The root. */
  public static final ArchivePath ROOT = new ArchivePath("");

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException when the text is no such path
   */
  public ArchivePath {
    if (!text.isEmpty()) {
      int start = 0;
      for (int end; start <= text.length(); start = end + 1) {
        int slash = text.indexOf('/', start);
        end = slash < 0 ? text.length() : slash;
        checkComponent(text, start, end);
      }
    }
  }

  private static void checkComponent(String text, int start, int end) {
    int length = end - start;
    boolean dots =
        length > 0 && length <= 2 && text.charAt(start) == '.' && text.charAt(end - 1) == '.';
    boolean control = false;
    for (int i = start; i < end; i++) {
      control |= Character.isISOControl(text.charAt(i));
    }
    if (length == 0 || dots || control) {
      throw new IllegalArgumentException(
          "Invalid path \"" + text.replaceAll("\\p{Cntrl}", "?") + "\"");
    }
  }

  /**
   * The path that the text spells.
   *
   * @param text the path
   * @return the path
   * @throws IllegalArgumentException when the text is no such path
   */
  public static ArchivePath of(String text) {
    return new ArchivePath(text);
  }

  /**
   * A path below this one.
   *
   * @param below one or more components
   * @return both together
   */
  public ArchivePath resolve(String below) {
    return text.isEmpty() ? new ArchivePath(below) : new ArchivePath(text + "/" + below);
  }

  /**
   * The path without its last component.
   *
   * @return the parent; of the root, the root
   */
  public ArchivePath parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? ROOT : new ArchivePath(text.substring(0, slash));
  }

  /**
   * The last component.
   *
   * @return the name; of the root, the empty string
   */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /**
   * The components.
   *
   * @return their list; of the root, the empty list
   */
  public List<String> components() {
    return text.isEmpty() ? List.of() : List.of(text.split("/"));
  }

  @Override
  public int compareTo(ArchivePath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
