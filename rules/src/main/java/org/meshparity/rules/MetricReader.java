package org.meshparity.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meshparity.rules.MetricRule.Provenance;
import org.meshparity.rules.MetricRule.Values;

/** Reads the metrics of one pack. */
final class MetricReader {

  static final List<String> KEYS =
      List.of(
          "name",
          "type",
          "unit",
          "releases",
          "description",
          "values",
          "legacy",
          "candidate",
          "thresholds",
          "comparable",
          "provenance");

  private final SideReader legacySide;
  private final SideReader candidateSide;
  private final Set<String> names = new LinkedHashSet<>();
  private final PartsReader legacyParts = new PartsReader();
  private final PartsReader candidateParts = new PartsReader();

  MetricReader(SideReader legacySide, SideReader candidateSide) {
    this.legacySide = legacySide;
    this.candidateSide = candidateSide;
  }

  MetricRule read(Section metric) {
    MetricRule.Type type =
        metric.required("type", Kind.word(MetricRule.Type.class), MetricRule.Type.HISTOGRAM);
    SeriesReader reader = new SeriesReader(type);
    SeriesRules legacy =
        reader.read(metric.requiredSection("legacy", SeriesReader.KEYS), legacySide, legacyParts);
    SeriesRules candidate =
        reader.read(
            metric.requiredSection("candidate", SeriesReader.KEYS), candidateSide, candidateParts);
    tellApart(metric, legacy, candidate);
    Optional<Values> values = metric.optional("values", Kind.word(Values.class));
    metric.optional("description", Kind.TEXT);
    metric.optional("releases", Kind.RELEASES);
    List<BigDecimal> thresholds = metric.list("thresholds", Kind.POSITIVE);
    Optional<BigDecimal> comparable = metric.optional("comparable", Kind.UP_TO);
    onlyForHistograms(metric, type, List.of("values", "thresholds", "comparable"));
    reachable(metric, thresholds, comparable);
    return new MetricRule(
        metric.required("name", Kind.unique(Kind.ID, names), "unnamed"),
        type,
        metric.required("unit", Kind.UNIT, "units"),
        legacy,
        candidate,
        values.orElse(Values.CONTINUOUS),
        thresholds,
        comparable,
        provenance(metric));
  }

  /** Of all metrics read so far. */
  Set<String> names() {
    return names;
  }

  static void onlyForHistograms(Section section, MetricRule.Type type, List<String> keys) {
    for (String key : keys) {
      if (type != MetricRule.Type.HISTOGRAM && section.has(key)) {
        section.fault(key, "must be left out, it is only for histograms");
      }
    }
  }

  /** One series read from the same targets on both sides would equal itself, whatever happens. */
  private void tellApart(Section metric, SeriesRules legacy, SeriesRules candidate) {
    List<String> shared = new ArrayList<>(legacy.series());
    shared.retainAll(candidate.series());
    boolean sameTargets = legacySide.rules().selector().equals(candidateSide.rules().selector());
    boolean apart =
        legacy.parts().stream()
            .allMatch(one -> candidate.parts().stream().allMatch(one::apartFrom));
    if (sameTargets && !apart && !shared.isEmpty()) {
      metric.fault(
          "candidate",
          "must not read "
              + shared
              + " from the targets that legacy reads it from;"
              + " give the sides different selectors");
    }
  }

  private static void reachable(
      Section metric, List<BigDecimal> thresholds, Optional<BigDecimal> comparable) {
    for (BigDecimal threshold : thresholds) {
      if (comparable.isPresent() && threshold.compareTo(comparable.get()) > 0) {
        metric.fault("thresholds", "must lie in the comparable range, " + threshold + " does not");
      }
    }
  }

  private static Provenance provenance(Section metric) {
    Section provenance =
        metric.requiredSection("provenance", List.of("url", "versions", "checked"));
    return new Provenance(
        provenance.required("url", Kind.URL, "https://localhost"),
        provenance.required("versions", Kind.TEXT, "none"),
        provenance.required("checked", Kind.DATE, "1970-01-01"));
  }
}
