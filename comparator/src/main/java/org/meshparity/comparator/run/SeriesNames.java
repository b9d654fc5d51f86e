package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.meshparity.comparator.envelope.Named;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesPart;
import org.meshparity.rules.SeriesRules;

/** Under which names a metric's numbers are found, of each of its parts under each alias. */
final class SeriesNames {

  private SeriesNames() {}

  /** All that a side's metrics have there. */
  static List<SideRun.Name> of(SideRun side, Pack pack) {
    return pack.metrics().stream()
        .flatMap(
            metric ->
                side.names(metric, side.isLegacy() ? metric.legacy() : metric.candidate()).stream())
        .toList();
  }

  /** The names under which every source but a database has them. */
  static List<SideRun.Name> classic(MetricRule metric, SeriesRules series) {
    return named(
        series,
        (named, names) -> {
          String base = named.name();
          if (metric.type() == MetricRule.Type.COUNTER) {
            names.add(new SideRun.Name(named, base, Part.COUNTER));
            return;
          }
          names.add(new SideRun.Name(named, base + "_count", Part.COUNT));
          if (metric.type() == MetricRule.Type.HISTOGRAM) {
            names.add(new SideRun.Name(named, base + "_bucket", Part.BUCKET));
          }
          names.add(new SideRun.Name(named, base + "_sum", Part.SUM));
        });
  }

  /** The one name of each native histogram. */
  static List<SideRun.Name> natives(SeriesRules series) {
    return named(
        series, (named, names) -> names.add(new SideRun.Name(named, named.name(), Part.NATIVE)));
  }

  private static List<SideRun.Name> named(
      SeriesRules series, BiConsumer<Named, List<SideRun.Name>> into) {
    List<SideRun.Name> names = new ArrayList<>();
    for (SeriesPart part : series.parts()) {
      part.names().forEach(base -> into.accept(new Named(base, part), names));
    }
    return names;
  }
}
