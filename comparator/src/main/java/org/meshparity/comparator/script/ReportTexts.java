package org.meshparity.comparator.script;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;

/** The sentences of a report that a script may ask for, by the word its line begins with. */
final class ReportTexts {

  private ReportTexts() {}

  static @Nullable Function<Report, List<String>> of(String word) {
    return switch (word) {
      case "reason" -> report -> report.decision().reasons();
      case "warning" -> Report::warnings;
      case "cause" ->
          report ->
              report.causes().stream()
                  .map(
                      c -> c.id() + ", " + c.confidence() + ", in " + c.groups() + ": " + c.title())
                  .toList();
      default -> null;
    };
  }
}
