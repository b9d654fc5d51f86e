package org.meshparity.comparator.preflight;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.comparator.preflight.FindingsOf.Said;
import org.meshparity.comparator.preflight.Lookup.Present;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;

/** Whether series that are there are of the type that the pack declares. */
final class TypeChecks {

  private final PreflightSide side;
  private final Lookup lookup;
  private final FindingsOf findings;
  private final long end;

  TypeChecks(PreflightSide side, Lookup lookup, FindingsOf findings, long end) {
    this.side = side;
    this.lookup = lookup;
    this.findings = findings;
    this.end = end;
  }

  /**
   * Of parts that are there.
   *
   * @param names what the side shows
   */
  void check(List<MappedPart> there, SideNames names) throws SourceUnavailable {
    for (MappedPart part : there) {
      if (!part.counter() && !part.nativeForm()) {
        complete(part, names);
      }
    }
    falling(there, names);
  }

  private void complete(MappedPart part, SideNames names) throws SourceUnavailable {
    for (String name : part.part().names()) {
      if (!names.has(side, part, name + "_count")) {
        continue;
      }
      if (!names.has(side, part, name + "_sum")) {
        lacking(part, name, "_sum", Level.DOUBT, "means are not compared");
      }
      if (part.histogram() && !names.has(side, part, name + "_bucket")) {
        bucketless(part, name);
      }
    }
  }

  /** A summary has quantiles where a histogram has buckets. */
  private void bucketless(MappedPart part, String name) throws SourceUnavailable {
    LabelMatchers own = part.matchers(side.selector());
    List<Present> rows = lookup.present(List.of(name), own, List.of("quantile"));
    boolean summary = rows.stream().anyMatch(row -> !row.labels().get("quantile").isEmpty());
    if (!summary) {
      lacking(part, name, "_bucket", Level.BLOCKS, "only counts and means are compared");
      return;
    }
    findings.metric(
        side,
        Level.BLOCKS,
        Kind.OTHER_TYPE,
        part,
        name,
        new Said(
            name
                + " is a summary (it has quantiles and no buckets), where the pack declares a"
                + " histogram",
            "declare type: summary in the pack, or have a histogram emitted"),
        lookup.query(name, own, List.of("quantile")),
        end);
  }

  private void lacking(
      MappedPart part, String name, String ending, Level level, String consequence) {
    findings.metric(
        side,
        level,
        Kind.PART_MISSING,
        part,
        name + ending,
        new Said(
            name + "_count is there without " + name + ending + ": " + consequence,
            "see what drops it on the way: a relabelling of the scrape job, or what emits it"),
        lookup.query(name + ending, part.matchers(side.selector()), List.of()),
        end);
  }

  /** A restart makes a counter fall once; what falls all the time is a gauge. */
  private void falling(List<MappedPart> there, SideNames names) throws SourceUnavailable {
    Set<LabelMatchers> conditions = new LinkedHashSet<>();
    there.forEach(part -> conditions.add(part.matchers(side.selector())));
    for (LabelMatchers condition : conditions) {
      Set<String> counters = new TreeSet<>();
      for (MappedPart part : there) {
        if (part.counter() && part.matchers(side.selector()).equals(condition)) {
          part.mains().stream().filter(name -> names.has(side, part, name)).forEach(counters::add);
        }
      }
      Map<String, Double> found = lookup.falling(counters, condition);
      for (MappedPart part : there) {
        if (part.counter() && part.matchers(side.selector()).equals(condition)) {
          part.mains().stream()
              .filter(found::containsKey)
              .forEach(name -> falls(part, name, found.getOrDefault(name, 0.0)));
        }
      }
    }
  }

  private void falls(MappedPart part, String name, double series) {
    findings.metric(
        side,
        Level.DOUBT,
        Kind.COUNTER_FALLS,
        part,
        name,
        new Said(
            name
                + " fell three times or more within 20 scrapes, in "
                + Math.round(series)
                + " of its series: that is no counter, or two processes write the same series",
            "map a series that only rises, or give each process an instance label of its own"),
        lookup.query(name, part.matchers(side.selector()), List.of()).isEmpty()
            ? ""
            : "resets(" + PromqlName.selector(name, part.matchers(side.selector())) + "[5m]) >= 3",
        end);
  }
}
