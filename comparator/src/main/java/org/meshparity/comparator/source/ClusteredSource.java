package org.meshparity.comparator.source;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * Several servers, each with one cluster, as one source: every series and every sum gets the label
 * {@code cluster} with its server's name, which no server says of itself. One that cannot be
 * reached makes the whole source unavailable: a cluster left out would be a gap, or hide one.
 *
 * <p>An expression is asked of each server, so only sums that may be added up make sense.
 */
public final class ClusteredSource implements QuerySource {

  /** The label that tells clusters apart. */
  public static final String CLUSTER = "cluster";

  private static final Pattern NAMED = Pattern.compile("[a-zA-Z0-9_.-]+=https?://.*");

  private final Map<String, QuerySource> members;

  private ClusteredSource(Map<String, QuerySource> members) {
    this.members = members;
  }

  /**
   * One server by its URL, or several as {@code eu=http://a,us=http://b}.
   *
   * @throws IllegalArgumentException if a name stands twice, or what is not an http or https URL
   */
  public static QuerySource parse(String text, PrometheusOptions options) {
    if (!NAMED.matches(text)) {
      return PrometheusSource.of(text, options);
    }
    Map<String, QuerySource> members = new LinkedHashMap<>();
    for (String one : text.split(",", -1)) {
      int sign = one.indexOf('=');
      if (!NAMED.matches(one)) {
        throw new IllegalArgumentException(
            "several servers must look like eu=http://a:9090,us=http://b:9090");
      }
      String name = one.substring(0, sign);
      if (members.put(name, PrometheusSource.of(one.substring(sign + 1), options)) != null) {
        throw new IllegalArgumentException("each cluster must have one server, two are " + name);
      }
    }
    return new ClusteredSource(members);
  }

  /** Several sources, each with the name of its cluster. */
  public static QuerySource of(Map<String, QuerySource> members) {
    return new ClusteredSource(new LinkedHashMap<>(members));
  }

  /**
   * Refuses a selector that chooses among clusters where their servers do so already.
   *
   * @throws IllegalArgumentException if there are several servers and the selector names clusters
   */
  public static void refuseNamed(SampleSource source, LabelMatchers selector) {
    boolean named =
        selector.matchers().stream().anyMatch(matcher -> matcher.label().equals(CLUSTER));
    if (named && source instanceof ClusteredSource) {
      throw new IllegalArgumentException(
          "with several servers leave cluster out of selectors and name the servers you want");
    }
  }

  @Override
  public String name() {
    return members.entrySet().stream()
        .map(member -> member.getKey() + "=" + member.getValue().name())
        .collect(Collectors.joining(","));
  }

  @Override
  public SampleSource noting(Consumer<String> notes) {
    Map<String, QuerySource> noted = new LinkedHashMap<>();
    members.forEach(
        (cluster, member) ->
            noted.put(
                cluster, (QuerySource) member.noting(note -> notes.accept(cluster + ": " + note))));
    return new ClusteredSource(noted);
  }

  /** As many as the most patient server does, and two at least, which may go to two of them. */
  @Override
  public int mostAtOnce() {
    return members.values().stream().mapToInt(QuerySource::mostAtOnce).reduce(2, Math::max);
  }

  @Override
  public StampErrors stamps() {
    double plus = 0;
    double minus = 0;
    double ofInterval = 0;
    for (QuerySource member : members.values()) {
      plus = Math.max(plus, member.stamps().plusMs());
      minus = Math.max(minus, member.stamps().minusMs());
      ofInterval = Math.max(ofInterval, member.stamps().ofInterval());
    }
    return new StampErrors(plus, minus, ofInterval);
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    return each(
        (cluster, member) ->
            member.samples(
                series,
                matchers,
                afterMs,
                untilMs,
                found -> into.accept(found.withLabels(labelled(found.labels(), cluster)))));
  }

  @Override
  public List<String> ceasing(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      long markedWithinMs,
      Consumer<Labels> into)
      throws SourceUnavailable {
    return each(
        (cluster, member) ->
            member.ceasing(
                series,
                matchers,
                afterMs,
                untilMs,
                markedWithinMs,
                labels -> into.accept(labelled(labels, cluster))));
  }

  @Override
  public boolean knowsNativeHistograms() {
    return true;
  }

  @Override
  public List<String> histograms(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      Consumer<RawHistograms> into)
      throws SourceUnavailable {
    return each(
        (cluster, member) ->
            member.histograms(
                series,
                matchers,
                afterMs,
                untilMs,
                found ->
                    into.accept(
                        new RawHistograms(
                            labelled(found.labels(), cluster),
                            found.timestamps(),
                            found.values()))));
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    return each(
        (cluster, member) ->
            member.query(
                promql, atMs, (labels, value) -> into.accept(labelled(labels, cluster), value)));
  }

  @Override
  public List<String> ranges(String promql, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    return each(
        (cluster, member) ->
            member.ranges(
                promql,
                afterMs,
                untilMs,
                found -> into.accept(found.withLabels(labelled(found.labels(), cluster)))));
  }

  @Override
  public List<String> unmerged(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    return each(
        (cluster, member) ->
            member.unmerged(
                promql, atMs, (labels, value) -> into.accept(labelled(labels, cluster), value)));
  }

  @Override
  public int chunkTrialRequests(long series) {
    return members.values().stream().mapToInt(member -> member.chunkTrialRequests(series)).sum();
  }

  /** All do, or some series come in another way; either is right. */
  @Override
  public boolean readChunks(long series, LabelMatchers targets, long afterMs, long untilMs)
      throws SourceUnavailable {
    boolean all = true;
    for (QuerySource member : members.values()) {
      all &= member.readChunks(series, targets, afterMs, untilMs);
    }
    return all;
  }

  /** A label of that name that the server has itself is kept beside it, as Prometheus does. */
  private static Labels labelled(Labels labels, String cluster) {
    Map<String, String> all = new TreeMap<>(labels.toMap());
    String own = all.put(CLUSTER, cluster);
    if (own != null && !own.equals(cluster)) {
      all.put("exported_" + CLUSTER, own);
    }
    return Labels.of(all);
  }

  /** Of all members together: somebody who compares two sources compares all their clusters. */
  @Override
  public Optional<ClockOffset> clock() {
    return members.values().stream()
        .map(QuerySource::clock)
        .flatMap(Optional::stream)
        .reduce(ClockOffset::or);
  }

  private List<String> each(Asked asked) throws SourceUnavailable {
    List<String> warnings = new ArrayList<>();
    for (Map.Entry<String, QuerySource> member : members.entrySet()) {
      asked.of(member.getKey(), member.getValue()).stream()
          .map(warning -> member.getKey() + ": " + warning)
          .forEach(warnings::add);
    }
    return warnings;
  }

  /** One question to one server. */
  @FunctionalInterface
  private interface Asked {
    List<String> of(String cluster, QuerySource member) throws SourceUnavailable;
  }

  @Override
  public void close() {
    members.values().forEach(QuerySource::close);
  }

  /** The same as {@link #name}. */
  @Override
  public String toString() {
    return name();
  }
}
