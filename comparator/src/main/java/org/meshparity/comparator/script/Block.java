package org.meshparity.comparator.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A line that begins at the margin, and the indented ones that belong to it.
 *
 * @param head without blanks at its ends
 * @param body without comments and empty lines
 * @param raw all lines behind the head as they stand, comments and empty ones too
 */
record Block(Line head, List<Line> body, List<String> raw) {

  /**
   * One line.
   *
   * @param number counted from 1
   * @param indent how many blanks it begins with
   * @param text without blanks at its ends
   */
  record Line(int number, int indent, String text) {

    static Line of(int number, String raw) {
      return new Line(number, raw.length() - raw.stripLeading().length(), raw.strip());
    }

    boolean silent() {
      return text.isEmpty() || text.startsWith("#");
    }

    /** The first word. */
    String word() {
      return text.split("[ \t]+", 2)[0];
    }

    /** What follows the first word. */
    String rest() {
      String[] parts = text.split("[ \t]+", 2);
      return parts.length == 1 ? "" : parts[1];
    }
  }

  /** Takes a script apart; lines that are indented under nothing are blocks of their own. */
  static List<Block> of(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = Line.of(i + 1, lines.get(i));
      if (!blocks.isEmpty() && (line.silent() || line.indent() > 0)) {
        Block last = blocks.get(blocks.size() - 1);
        last.raw.add(lines.get(i));
        if (!line.silent()) {
          last.body.add(line);
        }
      } else if (!line.silent()) {
        blocks.add(new Block(line, new ArrayList<>(), new ArrayList<>()));
      }
    }
    return blocks;
  }
}
