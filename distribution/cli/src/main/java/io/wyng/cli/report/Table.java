package io.wyng.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns as wide as their widest word, for a terminal or {@code awk}. */
final class Table {

  private static final String GAP = "  ";

  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table with a line of headings.
   *
   * @param alignment one character a column: {@code l} or {@code r}
   * @param headings one word a column
   */
  Table(String alignment, String... headings) {
    this.alignment = alignment;
    row(headings);
  }

  void row(String... cells) {
    if (cells.length != alignment.length()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + alignment.length() + " columns");
    }
    rows.add(List.of(cells));
  }

  /** The lines, without spaces at their ends and without the last line end. */
  String render() {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return String.join("\n", rows.stream().map(row -> line(row, widths)).toList());
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(alignment.charAt(column) == 'r' ? padding + cell : cell + padding).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
