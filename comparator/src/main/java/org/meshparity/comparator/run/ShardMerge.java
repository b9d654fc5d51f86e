package org.meshparity.comparator.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.Gathered;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.cause.Surroundings;
import org.meshparity.comparator.envelope.Divergence.Opening;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.TimeBlocks;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.GatePolicy.FailOn;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.ShardReport.GainsRead;
import org.meshparity.comparator.run.ShardReport.GroupRead;
import org.meshparity.comparator.run.ShardReport.MetricRead;
import org.meshparity.comparator.run.ShardReport.SideRead;
import org.meshparity.comparator.run.ShardReport.Span;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/**
 * Makes one report of all shards of a comparison. It judges what they read as one run would have,
 * so that the reports are the same; and refuses anything that is not exactly one whole run.
 */
public final class ShardMerge {

  private final List<ShardReport> shards;
  private final ShardReport first;
  private final Pack pack;

  private ShardMerge(List<ShardReport> shards, Pack pack) {
    this.shards = shards;
    this.first = shards.get(0);
    this.pack = pack;
  }

  /**
   * Of shard files.
   *
   * @param packs finds a pack by the name that the shards were given
   * @throws IllegalArgumentException if one is missing, stands twice, is damaged, or belongs to
   *     another run
   */
  public static Report of(List<Path> files, Function<String, Pack> packs) {
    Map<Integer, Path> seen = new HashMap<>();
    List<ShardReport> shards = new ArrayList<>();
    for (Path file : files) {
      ShardReport shard = ShardFile.read(file);
      Path other = seen.put(shard.shard().index(), file);
      if (other != null) {
        throw new IllegalArgumentException(
            other + " and " + file + " are both shard " + shard.shard().index());
      }
      if (!shards.isEmpty()) {
        requireSameRun(shards.get(0), shard, file);
      }
      shards.add(shard);
    }
    requireAll(shards, seen.keySet());
    shards.sort(Comparator.comparing(shard -> shard.shard().index()));
    ShardReport first = shards.get(0);
    Pack pack = packs.apply(first.pack().given());
    if (!pack.sha256().equals(first.pack().sha256())) {
      throw new IllegalArgumentException(
          "the shards were read by another version of pack "
              + first.pack().name()
              + " than "
              + first.pack().given()
              + " is here; give theirs with --pack FILE");
    }
    return new ShardMerge(shards, pack).report();
  }

  private static void requireAll(List<ShardReport> shards, Set<Integer> seen) {
    int of = shards.get(0).shard().of();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      if (!seen.contains(i)) {
        missing.add(i + "/" + of);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "of "
              + of
              + " shards "
              + String.join(", ", missing)
              + (missing.size() == 1 ? " is" : " are")
              + " missing; run check --shard for "
              + (missing.size() == 1 ? "it" : "them")
              + " and merge all");
    }
  }

  /** Whatever two shards of one run agree on. */
  private static void requireSameRun(ShardReport first, ShardReport other, Path file) {
    same("number of shards", first.shard().of(), other.shard().of(), file);
    same("pack", first.pack(), other.pack(), file);
    same("settings", first.terms(), other.terms(), file);
    same("wanted window", first.wanted(), other.wanted(), file);
    if (first.unavailable() == null && other.unavailable() == null) {
      same("window", first.window(), other.window(), file);
      same("label", first.label(), other.label(), file);
      same("legacy side", unwarned(first.legacy()), unwarned(other.legacy()), file);
      same("candidate side", unwarned(first.candidate()), unwarned(other.candidate()), file);
      same("metrics", names(first), names(other), file);
    }
  }

  private static List<String> names(ShardReport shard) {
    return shard.metrics().stream().map(MetricRead::metric).toList();
  }

  private static SideRead unwarned(SideRead side) {
    return new SideRead(
        side.described(),
        side.source(),
        side.selector(),
        side.stampPlusMs(),
        side.stampMinusMs(),
        side.server(),
        side.nativeHistograms(),
        side.intervalMs(),
        side.offsetMs(),
        side.longestScrapeMs(),
        List.of(),
        List.of());
  }

  private static void same(String what, @Nullable Object first, @Nullable Object other, Path file) {
    if (!Objects.equals(first, other)) {
      throw new IllegalArgumentException(
          file + " is of another run: " + Difference.of(what, first, other));
    }
  }

  private Report report() {
    RecordedSide legacy = side(true);
    RecordedSide candidate = side(false);
    Terms terms = terms();
    ReportWriter writer = new ReportWriter(terms, legacy, candidate, first.preflight());
    for (ShardReport shard : shards) {
      if (shard.unavailable() != null) {
        return writer.unavailable(window(shard.wanted()), shard.unavailable());
      }
    }
    Span window = first.window();
    if (!first.noData().isEmpty() || window == null) {
      return writer.noData(window(first.wanted()), first.noData());
    }
    return new Judging(
            terms,
            writer,
            metric -> LookRun.remedy(metric, legacy.run(), candidate.run()),
            groups -> Openings.of(groups, opened()),
            (compared, groups) ->
                Surroundings.of(
                    terms.tolerance(),
                    pack,
                    Expired.ofOneRun(
                        gathered(),
                        CauseFacts.odd(groups.keySet()),
                        legacy.run(),
                        candidate.run())))
        .report(window(window), readings());
  }

  private Gathered gathered() {
    return shards.stream().map(ShardReport::gathered).reduce(Gathered.NOTHING, Gathered::and);
  }

  private RecordedSide side(boolean isLegacy) {
    Set<String> warnings = new LinkedHashSet<>();
    Set<String> notes = new TreeSet<>();
    for (ShardReport shard : shards) {
      SideRead read = isLegacy ? shard.legacy() : shard.candidate();
      warnings.addAll(read.warnings());
      notes.addAll(read.notes());
    }
    SideRead read = isLegacy ? first.legacy() : first.candidate();
    return new RecordedSide(
        isLegacy,
        read,
        pack,
        first.terms().clockErrorMs(),
        List.copyOf(warnings),
        List.copyOf(notes));
  }

  private Terms terms() {
    ShardReport.TermsGiven given = first.terms();
    Set<FailOn> failOn =
        given.failOn().stream()
            .map(word -> FailOn.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    Mode mode =
        Arrays.stream(Mode.values())
            .filter(one -> one.word().equals(given.mode()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no mode " + given.mode()));
    return new Terms(
        given.comparison(),
        pack,
        given.tolerance(),
        new GatePolicy(failOn, given.maxUndecided(), given.minCoverage()),
        mode,
        true,
        given.alpha(),
        given.assumptions());
  }

  /** Only asked about the groups with most traffic of all shards, each of which its shard read. */
  private BiFunction<Group, GroupReading, List<Openings.Dated>> opened() {
    Map<String, Map<List<String>, GroupRead>> groups = new HashMap<>();
    for (ShardReport shard : shards) {
      for (MetricRead metric : shard.metrics()) {
        Map<List<String>, GroupRead> ofMetric =
            groups.computeIfAbsent(metric.metric(), name -> new HashMap<>());
        metric.groups().forEach(group -> ofMetric.put(group.key(), group));
      }
    }
    return (group, reading) -> {
      GroupRead read = groups.getOrDefault(group.metric(), Map.of()).get(reading.key().values());
      return read == null
          ? List.of()
          : read.opened().stream()
              .map(one -> new Openings.Dated(one.judgement(), new Opening(one.by(), one.after())))
              .toList();
    };
  }

  private Map<String, List<GroupReading>> readings() {
    Map<String, List<GroupReading>> readings = new LinkedHashMap<>();
    for (MetricRule metric : pack.metrics()) {
      List<GroupReading> groups = new ArrayList<>();
      for (ShardReport shard : shards) {
        shard.metrics().stream()
            .filter(one -> one.metric().equals(metric.name()))
            .flatMap(one -> one.groups().stream())
            .forEach(group -> groups.add(reading(group)));
      }
      groups.sort(Comparator.comparing(GroupReading::key, GroupKey.ORDER));
      readings.put(metric.name(), groups);
    }
    return readings;
  }

  private static GroupReading reading(GroupRead group) {
    ShardReport.Open open = group.open();
    return new GroupReading(
        new GroupKey(group.key()),
        gains(group.legacy()),
        gains(group.candidate()),
        new Pieces(group.pieces().stream().map(p -> new Pieces.Piece(p.start(), p.end())).toList()),
        open == null
            ? null
            : new Undecidable(open.reason(), open.remedy(), Want.valueOf(open.want())));
  }

  private static SideGains gains(GainsRead read) {
    Gains.Numbers gains = read.gains();
    TimeBlocks.Numbers blocks = read.blocks();
    return new SideGains(
        gains == null ? null : Gains.of(gains),
        read.seen(),
        read.broken(),
        blocks == null ? null : TimeBlocks.of(blocks));
  }

  private static Window window(Span span) {
    return new Window(span.start(), span.end());
  }
}
