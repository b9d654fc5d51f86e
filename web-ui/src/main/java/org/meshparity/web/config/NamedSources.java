package org.meshparity.web.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meshparity.comparator.source.ClusteredSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.settings.Mapping;

/**
 * Finds what a side calls its source: one of the file's by its name, or several with a cluster
 * each, {@code eu=prod-eu,us=prod-us}, as {@code check} takes several servers.
 */
final class NamedSources {

  private NamedSources() {}

  static QuerySource find(Mapping side, Map<String, QuerySource> sources) {
    String text = side.required("source");
    if (sources.containsKey(text) || text.indexOf('=') < 0) {
      return one(side, sources, text);
    }
    Map<String, QuerySource> members = new LinkedHashMap<>();
    for (String member : text.split(",", -1)) {
      int sign = member.indexOf('=');
      String cluster = sign < 0 ? "" : member.substring(0, sign).strip();
      if (!cluster.matches("[a-zA-Z0-9_.-]+")) {
        throw side.fault("source", "several sources must look like eu=prod-eu,us=prod-us");
      }
      QuerySource source = one(side, sources, member.substring(sign + 1).strip());
      if (members.put(cluster, source) != null) {
        throw side.fault("source", "each cluster must have one source, two are " + cluster);
      }
    }
    return ClusteredSource.of(members);
  }

  private static QuerySource one(Mapping side, Map<String, QuerySource> sources, String name) {
    QuerySource source = sources.get(name);
    if (source == null) {
      throw side.fault(
          "source", "no source \"" + name + "\"; known are " + String.join(", ", sources.keySet()));
    }
    return source;
  }
}
