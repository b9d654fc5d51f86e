package org.meshparity.tests.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text under a header: the first column to the left, numbers to the right. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** With a header and no rows so far. */
  public Table(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row with as many cells as the header. */
  public Table row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "a row must have " + rows.get(0).size() + " cells, was " + Arrays.toString(cells));
    }
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    line(out, rows.get(0), widths);
    out.append("-".repeat(Arrays.stream(widths).sum() + 2 * (widths.length - 1))).append('\n');
    rows.subList(1, rows.size()).forEach(row -> line(out, row, widths));
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(pad(row.get(0), -widths[0]));
    for (int i = 1; i < widths.length; i++) {
      line.append("  ").append(pad(row.get(i), widths[i]));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String pad(String text, int width) {
    String space = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + space : space + text;
  }
}
