package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.preflight.Preflight.Mapped;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.MetricRule;

/** What was seen of one side. */
final class Looked {
  private final PreflightSide side;
  private final Lookup lookup;
  private final List<MappedPart> parts;
  private final Map<MappedPart, Rung> rungs = new LinkedHashMap<>();
  private @Nullable SideNames names;

  Looked(PreflightSide side, Lookup lookup, List<MappedPart> parts) {
    this.side = side;
    this.lookup = lookup;
    this.parts = parts;
  }

  PreflightSide side() {
    return side;
  }

  Lookup lookup() {
    return lookup;
  }

  List<MappedPart> parts() {
    return parts;
  }

  @Nullable SideNames names() {
    return names;
  }

  void found(SideNames found) {
    names = found;
  }

  /** How many series each mapped name has that is there. */
  Map<String, Double> counts() {
    return names == null ? Map.of() : names.counts();
  }

  List<MappedPart> there() {
    return parts.stream().filter(part -> count(part) > 0).toList();
  }

  int count(MappedPart part) {
    SideNames seen = names;
    return seen == null ? 0 : seen.count(side, part);
  }

  /**
   * Asks for the reasons of what is missing.
   *
   * @param ofOther names that the other side is read from
   */
  void climb(PreflightSide other, Set<String> ofOther) throws SourceUnavailable {
    List<MappedPart> missing = parts.stream().filter(part -> count(part) == 0).toList();
    if (!missing.isEmpty()) {
      new Ladder(side, other, ofOther, counts().keySet(), lookup, missing)
          .climb(missing)
          .forEach(rung -> rungs.put(rung.part(), rung));
    }
  }

  Optional<Rung> rung(MappedPart part) {
    return Optional.ofNullable(rungs.get(part));
  }

  List<Mapped> mapped(MetricRule metric) {
    List<Mapped> mapped = new ArrayList<>();
    for (MappedPart part : parts) {
      if (part.metric().name().equals(metric.name())) {
        mapped.add(
            new Mapped(
                metric.name(),
                side.word(),
                part.mains(),
                state(part),
                names == null ? null : count(part)));
      }
    }
    return mapped;
  }

  private String state(MappedPart part) {
    if (count(part) > 0) {
      return Mapped.THERE;
    }
    return rung(part).map(rung -> rung.id().word()).orElse(Mapped.NOT_CHECKED);
  }

  /** Metrics of which anything is there. */
  Set<String> metricsThere() {
    Set<String> metrics = new LinkedHashSet<>();
    there().forEach(part -> metrics.add(part.metric().name()));
    return metrics;
  }
}
