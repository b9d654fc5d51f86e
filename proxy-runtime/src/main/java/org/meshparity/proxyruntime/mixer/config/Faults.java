package org.meshparity.proxyruntime.mixer.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with a configuration, so that all of it is told at once. */
final class Faults {

  /** Enough to mend at once; it also bounds what a file that is no configuration may cost. */
  private static final int MOST = 100;

  private static final int LONGEST_QUOTE = 60;

  private final Set<ConfigFault> faults = new LinkedHashSet<>();

  void add(String file, Node node, String message) {
    add(file, node.getStartMark(), message);
  }

  void add(String file, @Nullable Mark mark, String message) {
    int line = mark == null ? 0 : mark.getLine() + 1;
    int column = mark == null ? 0 : mark.getColumn() + 1;
    add(file, line, column, message);
  }

  /** Notes a fault; throws with all of them once there are too many to go on. */
  void add(String file, int line, int column, String message) {
    faults.add(new ConfigFault(file, line, column, message));
    if (faults.size() == MOST) {
      faults.add(new ConfigFault(file, 0, 0, "these are " + MOST + " faults, there may be more"));
      refuse();
    }
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** Throws if there is any fault. */
  void refuse() {
    if (faults.isEmpty()) {
      return;
    }
    List<String> files = faults.stream().map(ConfigFault::file).distinct().toList();
    List<ConfigFault> sorted = new ArrayList<>(faults);
    sorted.sort(
        (a, b) -> {
          int file = Integer.compare(files.indexOf(a.file()), files.indexOf(b.file()));
          int line = Integer.compare(rank(a.line()), rank(b.line()));
          return file != 0 ? file : line != 0 ? line : Integer.compare(a.column(), b.column());
        });
    throw new ConfigurationRefused(sorted);
  }

  /** What is said of the whole file comes last. */
  private static int rank(int line) {
    return line == 0 ? Integer.MAX_VALUE : line;
  }

  /** A value as a message shows it: on one line, and not longer than a person reads. */
  static String quote(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ");
    if (line.length() <= LONGEST_QUOTE) {
      return '"' + line + '"';
    }
    int end =
        line.offsetByCodePoints(0, Math.min(LONGEST_QUOTE, line.codePointCount(0, line.length())));
    return '"' + line.substring(0, end) + "…\"";
  }
}
