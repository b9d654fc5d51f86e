package org.meshparity.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.preflight.Preflight.Mapped;
import org.meshparity.comparator.preflight.PreflightFinding;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.web.text.Numbers;

/**
 * What the preflight of a run found.
 *
 * @param summary in one sentence
 * @param open what blocks and what is doubtful
 * @param notes the rest
 * @param series every mapped series on each side
 */
record SetupPanel(String summary, List<Row> open, List<Row> notes, List<SeriesRow> series) {

  static SetupPanel of(Preflight preflight) {
    return new SetupPanel(
        summary(preflight),
        rows(preflight, false),
        rows(preflight, true),
        preflight.series().stream().map(SeriesRow::of).toList());
  }

  /** Whether there is anything to show. */
  public boolean empty() {
    return open.isEmpty() && notes.isEmpty() && series.isEmpty();
  }

  private static List<Row> rows(Preflight preflight, boolean notes) {
    return preflight.findings().stream()
        .filter(finding -> (finding.level() == Level.NOTE) == notes)
        .map(Row::of)
        .toList();
  }

  private static String summary(Preflight preflight) {
    return switch (preflight.readiness()) {
      case READY ->
          preflight.findings().stream().anyMatch(finding -> finding.level() == Level.DOUBT)
              ? "Nothing blocks the comparison; something is doubtful."
              : "All that the pack maps is there on both sides.";
      case BLOCKED -> "Something blocks the comparison of what the pack maps.";
      case UNAVAILABLE -> "Not everything could be found out.";
    };
  }

  /**
   * One finding.
   *
   * @param about which side and metrics
   * @param query shows it; null where no query does
   */
  record Row(
      String id,
      String level,
      String about,
      String sentence,
      String remedy,
      @Nullable String query,
      @Nullable String time) {

    static Row of(PreflightFinding finding) {
      String side = finding.side() == null ? "both sides" : finding.side();
      String about =
          finding.metrics().isEmpty() ? side : side + ": " + String.join(", ", finding.metrics());
      return new Row(
          finding.id().word(),
          finding.level().word(),
          about,
          finding.sentence(),
          finding.remedy(),
          finding.query(),
          finding.time());
    }
  }

  /** One mapped series on one side. */
  record SeriesRow(String metric, String side, String names, String state, boolean there) {
    static SeriesRow of(Mapped mapped) {
      Integer count = mapped.count();
      return new SeriesRow(
          mapped.metric(),
          mapped.side(),
          String.join(" or ", mapped.names()),
          mapped.there() && count != null ? Numbers.of(count) + " series" : mapped.state(),
          mapped.there());
    }
  }
}
