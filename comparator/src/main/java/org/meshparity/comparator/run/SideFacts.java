package org.meshparity.comparator.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.rules.MetricRule;

/** What a report tells of one side, however that side was read. */
interface SideFacts {

  /** The side as the report's head shows it. */
  Report.Side described(Window window);

  /** What the source warned of, so that its answers are partial; empty if they are whole. */
  List<String> warnings();

  /** What shows the counts of a metric's groups on this side, long after the run. */
  Shown evidence(MetricRule metric, Window window);

  /** The queries that show the count of any group of a metric. */
  @FunctionalInterface
  interface Shown {
    /** Where nothing can be asked. */
    Shown NOTHING = group -> List.of();

    /** Of one group. */
    List<Report.Evidence> of(Map<String, String> group);
  }

  /** What shows the groups of a cause on this side; empty where nothing can be asked. */
  default Optional<CauseQuery> query(
      MetricRule metric, CauseFound.View view, Map<String, String> where, Window window) {
    return Optional.empty();
  }

  /** The share of the window that was seen, 0 to 1; what nothing can tell counts as seen. */
  default double scraped(Window window) {
    @Nullable Double scraped = described(window).scraped();
    return scraped == null ? 1 : scraped;
  }

  /** What should be known of the source and leaves its answers whole. */
  default List<String> notes() {
    return List.of();
  }
}
