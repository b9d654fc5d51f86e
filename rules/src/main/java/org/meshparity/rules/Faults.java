package org.meshparity.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one file, so that all of it is told at once. */
final class Faults {

  /** Enough to mend at once; it also bounds what a file that is no pack at all may cost. */
  private static final int MOST = 100;

  private static final int LONGEST_QUOTE = 60;

  private final String file;
  private final List<PackFault> faults = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  void add(Node where, String message) {
    add(Optional.ofNullable(where.getStartMark()), message);
  }

  void add(Optional<Mark> where, String message) {
    add(
        where.map(Mark::getLine).orElse(-1) + 1,
        where.map(Mark::getColumn).orElse(-1) + 1,
        message);
  }

  /** Notes a fault; throws with all of them once there are too many to go on. */
  void add(int line, int column, String message) {
    faults.add(new PackFault(file, line, column, message));
    if (faults.size() == MOST) {
      refuse();
    }
  }

  /** Throws if there is any fault. */
  void refuse() {
    if (faults.isEmpty()) {
      return;
    }
    faults.sort(Comparator.comparingInt(PackFault::line).thenComparingInt(PackFault::column));
    if (faults.size() == MOST) {
      faults.add(new PackFault(file, 0, 0, "these are " + MOST + " faults, there may be more"));
    }
    throw new PackFaults(faults);
  }

  /** A value as a message shows it: on one line, and not longer than a person reads. */
  static String quote(String value) {
    String line =
        value
            .codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .limit(LONGEST_QUOTE + 1L)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    boolean cut = line.codePointCount(0, line.length()) > LONGEST_QUOTE;
    return '"'
        + (cut ? line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…" : line)
        + '"';
  }
}
