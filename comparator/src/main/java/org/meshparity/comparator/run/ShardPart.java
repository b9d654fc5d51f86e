package org.meshparity.comparator.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelRule.Reading;
import org.meshparity.rules.PromqlName;

/**
 * Which groups belong to a shard. A hash of one identity label's value decides, so that a server
 * can leave out the values of other shards; the label whose values spread the series best is taken.
 * A value that nobody listed beforehand still has its hash, so nothing is left out or read twice.
 * Where no label spreads them, a hash of all labels decides, and every shard reads everything.
 */
final class ShardPart {

  /** More characters would be a burden for the server. */
  private static final int LONGEST = 30_000;

  private static final int MOST_TRIED = 8;

  /** The values of one label, as each side has them, and how many series there are of each. */
  private record Spread(
      int position, Map<String, String> legacy, Map<String, String> candidate, double worst) {}

  private final Shard shard;
  private final Identity identity;
  private final SideRun legacy;
  private final @Nullable Spread spread;

  private ShardPart(Shard shard, Identity identity, SideRun legacy, @Nullable Spread spread) {
    this.shard = shard;
    this.identity = identity;
    this.legacy = legacy;
    this.spread = spread;
  }

  /** Everything, for runs that nobody shares. */
  static ShardPart whole(SideRun legacy) {
    return new ShardPart(Shard.ALL, legacy.identity(), legacy, null);
  }

  /** Without any label to ask for: groups are shared out, reading them is not. */
  static ShardPart unread(Shard shard, SideRun legacy) {
    return new ShardPart(shard, legacy.identity(), legacy, null);
  }

  /**
   * Chooses the label.
   *
   * @param at when its values are looked at
   */
  static ShardPart of(
      Shard shard,
      SideRun legacy,
      List<SideRun.Name> legacyNames,
      SideRun candidate,
      List<SideRun.Name> candidateNames,
      long at)
      throws SourceUnavailable {
    Spread best = null;
    for (String label : tried(legacy.identity(), candidate.identity())) {
      Map<String, Double> weights = new HashMap<>();
      Map<String, String> one = values(legacy, legacyNames, label, at, weights);
      Map<String, String> two = values(candidate, candidateNames, label, at, weights);
      Spread spread =
          new Spread(legacy.identity().labels().indexOf(label), one, two, worst(shard, weights));
      boolean brief = length(one.keySet()) <= LONGEST && length(two.keySet()) <= LONGEST;
      if (brief && weights.size() > 1 && (best == null || spread.worst() < best.worst())) {
        best = spread;
      }
    }
    return new ShardPart(shard, legacy.identity(), legacy, best);
  }

  /**
   * All parts of one run that reads them one after the other.
   *
   * @return this alone where no label tells parts apart
   */
  List<ShardPart> siblings() {
    if (spread == null) {
      return List.of(whole(legacy));
    }
    return IntStream.range(0, shard.of())
        .mapToObj(i -> new ShardPart(new Shard(i, shard.of()), identity, legacy, spread))
        .toList();
  }

  /** Labels that each side reads from one of its own; namespaces and workloads first. */
  private static List<String> tried(Identity one, Identity two) {
    List<String> labels = new ArrayList<>();
    for (String word : List.of("workload", "namespace", "service", "")) {
      for (String label : one.labels()) {
        boolean fits = label.contains(word) && !label.equals(ClusteredSource.CLUSTER);
        if (fits && alone(one.reading(label)) && alone(two.reading(label))) {
          labels.add(label);
        }
      }
    }
    return labels.stream().distinct().limit(MOST_TRIED).toList();
  }

  private static boolean alone(Reading reading) {
    return reading.sources().size() == 1 && reading.fixed().isEmpty();
  }

  /** A side's own values, each with the identity's. */
  private static Map<String, String> values(
      SideRun side, List<SideRun.Name> names, String label, long at, Map<String, Double> weights)
      throws SourceUnavailable {
    List<String> series = names.stream().map(SideRun.Name::series).distinct().toList();
    Map<String, String> values = new HashMap<>();
    count(side, series, label, at, weights, values);
    return values;
  }

  /** Fewer names at once where a server cannot count them together. */
  private static void count(
      SideRun side,
      List<String> series,
      String label,
      long at,
      Map<String, Double> weights,
      Map<String, String> values)
      throws SourceUnavailable {
    Reading reading = side.identity().reading(label);
    LabelMatchers named = new LabelMatchers(List.of(Matcher.oneOf(Labels.NAME, series)));
    String by = PromqlName.label(reading.from());
    String count = "count by (" + by + ") ({" + named.and(side.selector()) + "})";
    Map<String, Double> now = new HashMap<>();
    try {
      side.query(count, at, (labels, n) -> now.merge(labels.get(reading.from()), n, Double::sum));
    } catch (QueryTooLarge tooMany) {
      int half = series.size() / 2;
      if (half == 0) {
        throw tooMany;
      }
      count(side, series.subList(0, half), label, at, weights, values);
      count(side, series.subList(half, series.size()), label, at, weights, values);
      return;
    }
    now.forEach(
        (own, n) -> {
          String mapped = reading.apply(own);
          values.put(own, mapped);
          weights.merge(mapped, n, Double::sum);
        });
  }

  /** The largest shard's part of all series. */
  private static double worst(Shard shard, Map<String, Double> weights) {
    double[] sums = new double[shard.of()];
    weights.forEach((value, weight) -> sums[owner(value, shard.of())] += weight);
    double all = 0;
    double most = 0;
    for (double sum : sums) {
      all += sum;
      most = Math.max(most, sum);
    }
    return all == 0 ? 1 : most / all;
  }

  private static int length(Set<String> values) {
    return values.stream().mapToInt(value -> value.length() + 1).sum();
  }

  private static int owner(String value, int of) {
    CRC32 sum = new CRC32();
    sum.update(value.getBytes(StandardCharsets.UTF_8));
    long mixed = (sum.getValue() + 1) * 0x9E3779B97F4A7C15L; // neighbours' checksums are alike
    return (int) ((mixed >>> 33) % of);
  }

  /** Whether a group belongs to this shard. */
  boolean owns(GroupKey group) {
    if (shard.all()) {
      return true;
    }
    String value =
        spread == null
            ? String.join("\u0000", group.values())
            : group.values().get(spread.position);
    return owner(value, shard.of()) == shard.index();
  }

  /** Matchers that leave out what is known to belong to other shards. */
  LabelMatchers within(SideRun side, SideRun.Name name) {
    if (spread == null || shard.all()) {
      return LabelMatchers.ALL;
    }
    Reading reading = side.identity().reading(identity.labels().get(spread.position));
    if (name.from().labels().containsKey(reading.from())) {
      return LabelMatchers.ALL; // the name says it, so that no label can
    }
    Set<String> others = new TreeSet<>();
    Map<String, String> values = side == legacy ? spread.legacy : spread.candidate;
    values.forEach(
        (own, mapped) -> {
          if (owner(mapped, shard.of()) != shard.index()) {
            others.add(own);
          }
        });
    return others.isEmpty()
        ? LabelMatchers.ALL
        : new LabelMatchers(List.of(Matcher.noneOf(reading.from(), others)));
  }

  /** Whether there are others that read what this one does not. */
  boolean shared() {
    return !shard.all();
  }

  /** The label whose values tell shards apart; null where all labels together do. */
  @Nullable String label() {
    return spread == null ? null : identity.labels().get(spread.position);
  }
}
