package org.meshparity.tests.pushdown;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.source.ForwardingServer;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.SourceWatch;

/** A Prometheus that notes which groups the guards of the pushdown let pass. */
final class GuardWatch extends ForwardingServer {

  /** Several vectors travel as one answer: for each series name these, and eight in all. */
  private static final int MEMBERS = 0;

  private static final int PASSING = 1;
  private static final int OF_A_NAME = 8;
  private final Map<String, Double> members = new ConcurrentHashMap<>();
  private final Map<String, Double> passing = new ConcurrentHashMap<>();
  private final Set<String> onRestarted = new ConcurrentSkipListSet<>();
  private final AtomicInteger queries = new AtomicInteger();

  GuardWatch(PrometheusSource prometheus) {
    super(prometheus);
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    boolean restarted = promql.contains("instance=~");
    boolean groups = promql.contains("by (world,grp");
    String side = promql.contains("istio-mesh") ? "legacy" : "candidate";
    String series = promql.replaceFirst(".*?(istio_[a-z_]+?)(_bucket|_count|_sum)?\\{.*", "$1");
    return super.query(
        promql,
        atMs,
        (labels, value) -> {
          String group = side + " " + series + " " + labels.get("world") + " " + labels.get("grp");
          if (groups && restarted) {
            onRestarted.add(group);
          } else if (groups) {
            int reading = reading(promql, labels.get("meshparity_reading"));
            if (reading == MEMBERS) {
              members.merge(group, PushdownQueries.members(value), Double::sum);
            } else if (reading == PASSING) {
              passing.merge(group, value, Double::sum);
            }
          }
          into.accept(labels, value);
        });
  }

  /** As vectors, so that each element passes here. */
  @Override
  public List<String> sums(String promql, long atMs, Sums into) throws SourceUnavailable {
    return query(promql, atMs, into::add);
  }

  @Override
  protected List<String> pass(SourceWatch.Question question) throws SourceUnavailable {
    queries.incrementAndGet();
    return super.pass(question);
  }

  /** It remembers by itself, and nobody reads the remarks here. */
  @Override
  protected SampleSource over(SampleSource noting) {
    return this;
  }

  private static int reading(String promql, String index) {
    if (!index.isEmpty()) {
      return Integer.parseInt(index) % OF_A_NAME;
    }
    return promql.contains("group_left") ? PASSING : promql.contains("(resets(") ? MEMBERS : -1;
  }

  /** How many groups, each side apart, the server was asked to add up. */
  int groupsAdded() {
    return members.size();
  }

  /**
   * The share of groups, each side apart, that passed all guards.
   *
   * @throws IllegalStateException if no sums were asked for, so that there is no share
   */
  double servedShare() {
    if (members.isEmpty()) {
      throw new IllegalStateException("no sums were asked for, in " + queries + " queries");
    }
    long served =
        members.entrySet().stream()
            .filter(group -> group.getValue().equals(passing.get(group.getKey())))
            .filter(group -> !onRestarted.contains(group.getKey()))
            .count();
    return (double) served / members.size();
  }

  @Override
  public String toString() {
    return String.format(
        "groups of a side served by the server's sums: %.0f %% of %d, in %d queries%n",
        100 * servedShare(), members.size(), queries.get());
  }
}
