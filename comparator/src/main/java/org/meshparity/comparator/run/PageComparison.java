package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meshparity.comparator.cause.Gathered;
import org.meshparity.comparator.cause.Surroundings;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.ExpositionSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Bands;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/**
 * Compares pages with pages (SEMANTICS 2, drained mode): everything is exact, so what two layouts
 * of buckets share is decided, and no window would tell more. There is no clock: the report's
 * window is the made-up time of {@link ExpositionSource}.
 */
public final class PageComparison {

  private static final Window WINDOW =
      new Window(ExpositionSource.BEFORE_MS, ExpositionSource.NOW_MS);

  private final PageSettings settings;

  public PageComparison(PageSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads all pages and judges; a page that cannot be read makes the report {@code UNAVAILABLE}.
   */
  public Report run() {
    Pack pack = settings.pack();
    PageSide legacy =
        new PageSide("legacy", settings.legacy(), pack.legacy(), Identity.legacy(pack));
    PageSide candidate =
        new PageSide("candidate", settings.candidate(), pack.candidate(), Identity.candidate(pack));
    for (MetricRule metric : pack.metrics()) {
      legacy.want(metric, metric.legacy());
      candidate.want(metric, metric.candidate());
    }
    Terms terms = terms();
    ReportWriter writer = new ReportWriter(terms, legacy, candidate);
    try {
      SideTasks.both(legacy::read, candidate::read);
    } catch (SourceUnavailable e) {
      return writer.unavailable(WINDOW, String.valueOf(e.getMessage()));
    }
    List<String> nothing =
        Stream.of(legacy, candidate).map(PageSide::nothingFound).flatMap(Optional::stream).toList();
    return nothing.isEmpty()
        ? new Judging(
                terms,
                writer,
                metric -> new Remedy(0, 0),
                groups -> Openings.NONE,
                (window, groups) ->
                    Surroundings.of(terms.tolerance(), terms.pack(), Gathered.NOTHING))
            .report(WINDOW, readings(legacy, candidate))
        : writer.noData(WINDOW, nothing);
  }

  private Terms terms() {
    return new Terms(
        settings.pack().name(),
        settings.pack(),
        settings.tolerance(),
        settings.gate(),
        Mode.DRAINED,
        false,
        Bands.ALPHA,
        Assumptions.ofPages(settings));
  }

  private Map<String, List<GroupReading>> readings(PageSide legacy, PageSide candidate) {
    Map<String, List<GroupReading>> readings = new LinkedHashMap<>();
    Pieces whole = Pieces.whole(WINDOW.start(), WINDOW.end());
    for (MetricRule metric : settings.pack().metrics()) {
      Gains none = Gains.none(GroupReading.none(metric));
      Set<GroupKey> keys = new LinkedHashSet<>(legacy.keys(metric));
      keys.addAll(candidate.keys(metric));
      List<GroupReading> groups = new ArrayList<>();
      for (GroupKey key : keys) {
        groups.add(
            new GroupReading(
                key, legacy.gains(metric, key, none), candidate.gains(metric, key, none), whole));
      }
      readings.put(metric.name(), groups);
    }
    return readings;
  }
}
