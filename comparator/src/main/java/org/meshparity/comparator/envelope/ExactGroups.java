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

  /** For one metric of one side. */
  public ExactGroups(Identity identity, MetricRule.Type type) {
    this.identity = identity;
    this.type = type;
  }

  /** A series of a page before; what it shows is taken off. */
  public void before(UnaryOperator<String> labels, ExactSample sample) {
    group(labels, sample).before(sample);
  }

  /** A series of a page now. */
  public void now(UnaryOperator<String> labels, ExactSample sample) {
    group(labels, sample).now(sample);
  }

  private ExactGroup group(UnaryOperator<String> labels, ExactSample sample) {
    GroupKey group = identity.of(sample.named().labels(labels));
    return groups.computeIfAbsent(group, key -> new ExactGroup());
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
