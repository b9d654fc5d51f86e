package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.Gathered;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.run.ShardReport.GainsRead;
import org.meshparity.comparator.run.ShardReport.GroupRead;
import org.meshparity.comparator.run.ShardReport.MetricRead;
import org.meshparity.comparator.run.ShardReport.Opened;
import org.meshparity.comparator.run.ShardReport.SideRead;
import org.meshparity.comparator.run.ShardReport.Span;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;

/** Writes down what a shard read. */
final class ShardWriter {

  private final String packGiven;
  private final Shard shard;
  private final Terms terms;
  private final long clockError;
  private final SideRun legacy;
  private final SideRun candidate;
  private final Window wanted;
  private Preflight preflight = Preflight.NONE;
  private Gathered gathered = Gathered.NOTHING;

  /**
   * For one run.
   *
   * @param packGiven how the pack was named
   * @param clockError how far the sides' clocks may differ, in milliseconds
   */
  ShardWriter(
      String packGiven,
      Shard shard,
      Terms terms,
      long clockError,
      SideRun legacy,
      SideRun candidate,
      Window wanted) {
    this.packGiven = packGiven;
    this.shard = shard;
    this.terms = terms;
    this.clockError = clockError;
    this.legacy = legacy;
    this.candidate = candidate;
    this.wanted = wanted;
  }

  /** Notes what the preflight found. */
  void found(Preflight set) {
    preflight = set;
  }

  /** Notes what was read beside the groups. */
  void gathered(Gathered read) {
    gathered = read;
  }

  ShardReport unavailable(String reason) {
    return report(null, null, reason, List.of(), List.of());
  }

  ShardReport noData(List<String> reasons) {
    return report(null, wanted, null, reasons, List.of());
  }

  ShardReport read(
      ShardPart part, Window window, Map<Group, GroupReading> groups, Openings openings) {
    Map<String, List<GroupRead>> byMetric = new HashMap<>();
    groups.forEach(
        (group, reading) ->
            byMetric
                .computeIfAbsent(group.metric(), metric -> new ArrayList<>())
                .add(group(reading, openings.of(group))));
    List<MetricRead> metrics = new ArrayList<>();
    for (MetricRule metric : terms.pack().metrics()) {
      metrics.add(new MetricRead(metric.name(), byMetric.getOrDefault(metric.name(), List.of())));
    }
    return report(part.label(), window, null, List.of(), metrics);
  }

  private static GroupRead group(GroupReading reading, List<Openings.Dated> dated) {
    Undecidable open = reading.open();
    return new GroupRead(
        reading.key().values(),
        gains(reading.legacy()),
        gains(reading.candidate()),
        reading.pieces().list().stream().map(p -> new Span(p.start(), p.end())).toList(),
        open == null
            ? null
            : new ShardReport.Open(open.reason(), open.remedy(), open.want().name()),
        dated.stream()
            .map(one -> new Opened(one.judgement(), one.opening().by(), one.opening().after()))
            .toList());
  }

  private static GainsRead gains(SideGains side) {
    return new GainsRead(
        side.gains() == null ? null : side.gains().numbers(),
        side.seen(),
        side.broken(),
        side.blocks() == null ? null : side.blocks().numbers());
  }

  private ShardReport report(
      @Nullable String label,
      @Nullable Window window,
      @Nullable String unavailable,
      List<String> noData,
      List<MetricRead> metrics) {
    Window shown = window == null ? wanted : window;
    return new ShardReport(
        ShardReport.SCHEMA_VERSION,
        true,
        new ShardReport.Part(shard.index(), shard.of()),
        label,
        new ShardReport.PackGiven(
            packGiven, terms.pack().name(), terms.pack().version(), terms.pack().sha256()),
        given(),
        window == null ? null : new Span(window.start(), window.end()),
        new Span(wanted.start(), wanted.end()),
        unavailable,
        noData,
        side(legacy, shown),
        side(candidate, shown),
        metrics,
        preflight,
        gathered,
        "");
  }

  private ShardReport.TermsGiven given() {
    return new ShardReport.TermsGiven(
        terms.name(),
        terms.mode().word(),
        terms.tolerance(),
        terms.gate().failOn().stream()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList(),
        terms.gate().maxUndecided(),
        terms.gate().minCoverage(),
        terms.alpha(),
        clockError,
        terms.assumptions());
  }

  private static SideRead side(SideRun side, Window window) {
    LiveSide facts = side.facts();
    StampErrors stamps = side.source().stamps().at(side.interval());
    return new SideRead(
        facts.described(window),
        side.source().name(),
        side.selector().toString(),
        stamps.plusMs(),
        stamps.minusMs(),
        side.source() instanceof QuerySource,
        side.source().knowsNativeHistograms(),
        side.interval(),
        side.offset(),
        side.targets().longestScrape(),
        facts.warnings(),
        facts.notes());
  }
}
