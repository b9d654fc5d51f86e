package org.meshparity.comparator.envelope;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meshparity.rules.MetricRule;

/**
 * One metric of one side, read from pages that were fetched while nothing happened (SEMANTICS 2,
 * drained mode): each value is exact. Series are summed into groups as they are read, so memory
 * follows groups, not series.
 */
public final class ExactGroups {

  private final Identity identity;
  private final MetricRule.Type type;
  private final Map<GroupKey, ExactGroup> groups = new LinkedHashMap<>();
  private final boolean boundsTellGroups;
  private @Nullable ExactGroup last;
  private @Nullable Named lastNamed;

  /** For one metric of one side. */
  public ExactGroups(Identity identity, MetricRule.Type type) {
    this.identity = identity;
    this.type = type;
    this.boundsTellGroups = identity.sourceLabels().contains("le");
  }

  /**
   * A series of a page before; what it shows is taken off.
   *
   * @param sameHistogram whether it is a bucket of the histogram that was handed in last
   */
  public void before(UnaryOperator<String> labels, ExactSample sample, boolean sameHistogram) {
    group(labels, sample, sameHistogram).before(sample);
  }

  /** A series of a page now, otherwise as {@link #before}. */
  public void now(UnaryOperator<String> labels, ExactSample sample, boolean sameHistogram) {
    group(labels, sample, sameHistogram).now(sample);
  }

  private ExactGroup group(UnaryOperator<String> labels, ExactSample sample, boolean same) {
    ExactGroup known = last;
    if (known != null && same && sample.named().equals(lastNamed) && !boundsTellGroups) {
      return known;
    }
    GroupKey group = identity.of(sample.named().labels(labels));
    ExactGroup found = groups.computeIfAbsent(group, key -> new ExactGroup());
    last = found;
    lastNamed = sample.named();
    return found;
  }

  /** Every group that any page showed. */
  public Set<GroupKey> keys() {
    return Collections.unmodifiableSet(groups.keySet());
  }

  /**
   * What a group gained.
   *
   * @return null if no page showed it
   * @throws BrokenSamples if its samples are no counts, or do not belong together
   */
  public @Nullable Gains gains(GroupKey key) throws BrokenSamples {
    ExactGroup group = groups.get(key);
    return group == null ? null : group.gains(type);
  }
}
