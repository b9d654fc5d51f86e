package org.meshparity.comparator.cause;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which group of which metric.
 *
 * @param labels identity labels that have a value
 */
public record GroupName(String metric, Map<String, String> labels) {

  public GroupName {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  static GroupName of(Group group) {
    return new GroupName(group.metric(), group.labels());
  }
}
