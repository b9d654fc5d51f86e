package org.meshparity.web.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One mapping of the file: what is not expected in it is refused, with its line. */
final class Mapping {

  private final String file;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private Mapping(String file, Node node) {
    this.file = file;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      throw fault(node, "must be a mapping of keys and values");
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = scalar(entry.getKeyNode());
      if (values.put(key, entry.getValueNode()) != null) {
        throw fault(entry.getKeyNode(), "key \"" + key + "\" stands here twice");
      }
    }
  }

  /** A mapping whose keys are the author's. */
  static Mapping free(String file, Node node) {
    return new Mapping(file, node);
  }

  /** A mapping that may have these keys and no other. */
  static Mapping of(String file, Node node, Set<String> keys) {
    Mapping mapping = new Mapping(file, node);
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      String key = mapping.scalar(entry.getKeyNode());
      if (!keys.contains(key)) {
        throw mapping.fault(
            entry.getKeyNode(), "unknown key \"" + key + "\"; known are " + sorted(keys));
      }
    }
    return mapping;
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }

  Set<String> keys() {
    return values.keySet();
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(this::scalar);
  }

  String required(String key) {
    return text(key).orElseThrow(() -> fault(node, "\"" + key + "\" is missing"));
  }

  Mapping section(String key, Set<String> keys) {
    return of(file, requiredNode(key), keys);
  }

  Mapping freeSection(String key) {
    return free(file, requiredNode(key));
  }

  List<Mapping> sections(String key, Set<String> keys) {
    Node list = requiredNode(key);
    if (!(list instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw fault(list, "\"" + key + "\" must be a list of at least one");
    }
    List<Mapping> sections = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      sections.add(of(file, item, keys));
    }
    return sections;
  }

  /** A refusal of a key's value. */
  SettingsFault fault(String key, String message) {
    return fault(values.getOrDefault(key, node), message);
  }

  private Node requiredNode(String key) {
    Node found = values.get(key);
    if (found == null) {
      throw fault(node, "\"" + key + "\" is missing");
    }
    return found;
  }

  private String scalar(Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw fault(value, "must be one value, not a list or a mapping");
  }

  private SettingsFault fault(Node where, String message) {
    return new SettingsFault(file + ":" + (where.getStartMark().getLine() + 1) + ": " + message);
  }
}
