package org.meshparity.comparator.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * One process that shows metrics, as a scraper knows it.
 *
 * @param job the label {@code job} of all its series
 * @param instance the label {@code instance}, usually host and port
 * @param url of its page; a user and a password in it are sent and shown nowhere
 * @param labels further labels, e.g. {@code pod}; neither {@code job} nor {@code instance}
 */
public record Target(String job, String instance, String url, Map<String, String> labels) {

  public Target {
    labels = Map.copyOf(labels);
    if (job.isEmpty() || instance.isEmpty()) {
      throw new IllegalArgumentException(
          "a target needs a job and an instance, were \"" + job + "\" and \"" + instance + '"');
    }
    if (labels.containsKey("job") || labels.containsKey("instance")) {
      throw new IllegalArgumentException("job and instance are set apart, were in " + labels);
    }
  }

  /** Shows no secret of the URL. */
  @Override
  public String toString() {
    return job + "/" + instance;
  }

  /** What every series of this target carries. */
  Map<String, String> allLabels() {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("job", job);
    all.put("instance", instance);
    return all;
  }
}
