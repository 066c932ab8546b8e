package io.wyng.cli.argument;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class EditDistance {

  private EditDistance() {}

  /** The nearest of the candidates, unless even that one is too far off to be meant. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    int tolerated = word.length() / 3;
    return candidates.stream()
        .filter(candidate -> between(word, candidate) <= tolerated)
        .min(
            Comparator.<String>comparingInt(candidate -> between(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many characters must be inserted, removed or replaced to turn one into the other. */
  static int between(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + replaced,
                Math.min(previous[column], current[column - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
