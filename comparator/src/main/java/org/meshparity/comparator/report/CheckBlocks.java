package org.meshparity.comparator.report;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes many checks as text: a block of them at a time and all cores at once, since a report can
 * have a million and its whole text can be longer than the heap.
 */
public final class CheckBlocks {

  private static final int IN_BLOCK = 64;
  private static final int BLOCKS_AT_ONCE = 64;

  private CheckBlocks() {}

  /** How one check is written behind what a block holds already. */
  @FunctionalInterface
  public interface Form {
    /** Appends it. */
    void append(Report.Check check, StringBuilder block);
  }

  /** All checks in their order, each in one of the blocks. */
  public static Stream<String> of(List<Report.Check> checks, Form form) {
    int step = IN_BLOCK * BLOCKS_AT_ONCE;
    return IntStream.range(0, (checks.size() + step - 1) / step)
        .mapToObj(i -> checks.subList(i * step, Math.min(checks.size(), (i + 1) * step)))
        .flatMap(some -> atOnce(some, form).stream());
  }

  private static List<String> atOnce(List<Report.Check> checks, Form form) {
    return IntStream.range(0, (checks.size() + IN_BLOCK - 1) / IN_BLOCK)
        .parallel()
        .mapToObj(i -> block(checks, i * IN_BLOCK, form))
        .toList();
  }

  private static String block(List<Report.Check> checks, int from, Form form) {
    StringBuilder text = new StringBuilder(IN_BLOCK << 10);
    for (int i = from; i < Math.min(checks.size(), from + IN_BLOCK); i++) {
      form.append(checks.get(i), text);
    }
    return text.toString();
  }
}
