package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.proxyruntime.IstioRelease;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the stats filter's configuration, strictly: a field that the release does not know is a
 * mistake, and one that went unnoticed would silently change what is measured.
 */
final class FilterConfigReader {

  private static final Set<String> OF_1_3 =
      Set.of("debug", "max_peer_cache_size", "stat_prefix", "field_separator", "value_separator");
  private static final Set<String> ADDED_IN_1_4 = Set.of("disable_host_header_fallback");
  private static final Set<String> ADDED_IN_1_5 =
      Set.of("tcp_reporting_duration", "metrics", "definitions");
  private static final Set<String> OF_METRICS =
      Set.of("name", "dimensions", "tags_to_remove", "match");
  private static final Set<String> OF_DEFINITIONS = Set.of("name", "value", "type");

  private final IstioRelease release;

  FilterConfigReader(IstioRelease release) {
    this.release = release;
  }

  StatsFilterConfig read(String text) {
    Node root = ConfigNode.compose(text);
    if (root == null) {
      return StatsFilterConfig.DEFAULT;
    }
    Map<String, ConfigNode> fields =
        new ConfigNode("the stats filter's configuration", root)
            .fields(known(), "Istio " + release);
    StatsFilterConfig usual = StatsFilterConfig.DEFAULT;
    return new StatsFilterConfig(
        fields.containsKey("debug") && get(fields, "debug").truth(),
        cacheSize(fields),
        text(fields, "stat_prefix", usual.statPrefix()),
        text(fields, "field_separator", usual.fieldSeparator()),
        text(fields, "value_separator", usual.valueSeparator()),
        fields.containsKey("disable_host_header_fallback")
            && get(fields, "disable_host_header_fallback").truth(),
        fields.containsKey("tcp_reporting_duration")
            ? get(fields, "tcp_reporting_duration").duration()
            : usual.tcpReportingDuration(),
        changes(fields),
        definitions(fields));
  }

  private Set<String> known() {
    Set<String> known = new TreeSet<>(OF_1_3);
    if (release.isAtLeast(4)) {
      known.addAll(ADDED_IN_1_4);
    }
    if (release.isAtLeast(5)) {
      known.addAll(ADDED_IN_1_5);
    }
    return known;
  }

  private static ConfigNode get(Map<String, ConfigNode> fields, String name) {
    ConfigNode field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException("field " + name + " is missing");
    }
    return field;
  }

  /** 0 is what an unset number is on the wire, so it means the default, too. */
  private int cacheSize(Map<String, ConfigNode> fields) {
    int usual = StatsFilterConfig.DEFAULT.maxPeerCacheSize();
    if (!fields.containsKey("max_peer_cache_size")) {
      return usual;
    }
    ConfigNode field = get(fields, "max_peer_cache_size");
    int size = field.whole();
    if (size < 0 && !release.isAtLeast(4)) {
      throw field.wrong("must be >= 0 before Istio 1.4, was " + size);
    }
    return size == 0 ? usual : size;
  }

  private static String text(Map<String, ConfigNode> fields, String name, String usual) {
    String text = fields.containsKey(name) ? get(fields, name).text() : "";
    return text.isEmpty() ? usual : text;
  }

  private static List<StatsFilterConfig.Change> changes(Map<String, ConfigNode> fields) {
    List<StatsFilterConfig.Change> changes = new ArrayList<>();
    if (fields.containsKey("metrics")) {
      for (ConfigNode node : get(fields, "metrics").elements()) {
        changes.add(change(node.fields(OF_METRICS, "an element of metrics")));
      }
    }
    return changes;
  }

  private static StatsFilterConfig.Change change(Map<String, ConfigNode> fields) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    if (fields.containsKey("dimensions")) {
      get(fields, "dimensions")
          .entries()
          .forEach((label, expression) -> dimensions.put(label, expression.text()));
    }
    List<String> removed = new ArrayList<>();
    if (fields.containsKey("tags_to_remove")) {
      get(fields, "tags_to_remove").elements().forEach(label -> removed.add(label.text()));
    }
    return new StatsFilterConfig.Change(text(fields, "name", ""), dimensions, removed);
  }

  private static List<StatsFilterConfig.Definition> definitions(Map<String, ConfigNode> fields) {
    List<StatsFilterConfig.Definition> definitions = new ArrayList<>();
    if (fields.containsKey("definitions")) {
      for (ConfigNode node : get(fields, "definitions").elements()) {
        definitions.add(definition(node, node.fields(OF_DEFINITIONS, "an element of definitions")));
      }
    }
    return definitions;
  }

  private static StatsFilterConfig.Definition definition(
      ConfigNode node, Map<String, ConfigNode> fields) {
    String name = text(fields, "name", "");
    String value = text(fields, "value", "");
    if (name.isEmpty() || value.isEmpty()) {
      throw node.wrong("must have a name and a value");
    }
    StatsFilterConfig.Definition.Type type = StatsFilterConfig.Definition.Type.COUNTER;
    if (fields.containsKey("type")) {
      type = get(fields, "type").word(StatsFilterConfig.Definition.Type.class);
    }
    return new StatsFilterConfig.Definition(name, value, type);
  }
}
