package org.meshparity.comparator.envelope;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;

/**
 * One scraped process, as Prometheus tells them apart.
 *
 * @param cluster empty where all series come from one
 * @param job of the scrape configuration
 * @param instance usually host and port
 */
public record Target(String cluster, String job, String instance) {
  /** The target a series was scraped from. */
  public static Target of(Labels labels) {
    return new Target(labels.get("cluster"), labels.get("job"), labels.get("instance"));
  }

  // Written out, since every series is looked up by it: a record's own cost more each time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target target
        && instance.equals(target.instance)
        && job.equals(target.job)
        && cluster.equals(target.cluster);
  }

  @Override
  public int hashCode() {
    return 31 * instance.hashCode() + job.hashCode();
  }
}
