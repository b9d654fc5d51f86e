package org.meshparity.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a pack with the keys it may have. Asking for a value reports what is wrong with it
 * and goes on with a stand-in, so that one reading finds every fault of the file.
 */
final class Section {

  private final Node node;
  private final String path;
  private final Faults faults;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private Section(Node node, String path, Faults faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
  }

  /** The mapping at a node; unknown and repeated keys are reported here. */
  static Section of(Node node, String path, Faults faults, List<String> keys) {
    // what is not a mapping lacks every key: saying that it is none says it all
    Faults heard = node instanceof MappingNode ? faults : new Faults("");
    Section section = new Section(node, path, heard);
    new Section(node, path, faults)
        .eachEntry(
            node,
            path.isEmpty() ? "a pack" : path,
            (key, value) -> {
              if (keys.contains(key.getValue())) {
                section.values.put(key.getValue(), value);
                return;
              }
              String hint = Suggestion.of(key.getValue(), keys);
              faults.add(key, "unknown key " + Faults.quote(section.place(key.getValue())) + hint);
            });
    return section;
  }

  /** The same values, whose faults nobody hears: for a look ahead. */
  Section quiet() {
    Section section = new Section(node, path, new Faults(""));
    section.values.putAll(values);
    return section;
  }

  /** Where this mapping starts. */
  Node node() {
    return node;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value's place, or the mapping's if it has none. */
  Node where(String key) {
    return values.getOrDefault(key, node);
  }

  void fault(String key, String message) {
    faults.add(where(key), place(key) + " " + message);
  }

  void faultIf(boolean wrong, String key, String message) {
    if (wrong) {
      fault(key, message);
    }
  }

  <T> T required(String key, Kind<T> kind, T standIn) {
    requireKey(key);
    return optional(key, kind).orElse(standIn);
  }

  <T> Optional<T> optional(String key, Kind<T> kind) {
    return Optional.ofNullable(values.get(key)).flatMap(value -> scalar(value, place(key), kind));
  }

  /** One value or a list of at least one, without repetition; empty only after a fault. */
  <T> List<T> requiredList(String key, Kind<T> kind) {
    requireKey(key);
    return list(key, kind);
  }

  <T> List<T> list(String key, Kind<T> kind) {
    Set<T> read = new LinkedHashSet<>();
    List<Node> items = items(key, true);
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      Optional<T> value =
          scalar(item, items.size() > 1 ? place(key) + "[" + i + "]" : place(key), kind);
      if (value.isPresent() && !read.add(value.get())) {
        faults.add(item, place(key) + " names " + value.get() + " twice");
      }
    }
    return List.copyOf(read);
  }

  /** A mapping whose keys are the author's. */
  void entries(String key, BiConsumer<ScalarNode, Node> entry) {
    Node value = values.get(key);
    if (value != null) {
      eachEntry(value, place(key), entry);
    }
  }

  Optional<Section> section(String key, List<String> keys) {
    return Optional.ofNullable(values.get(key)).map(value -> of(value, place(key), faults, keys));
  }

  /** A mapping that must be there; an empty one stands in. */
  Section requiredSection(String key, List<String> keys) {
    requireKey(key);
    return section(key, keys).orElseGet(() -> new Section(node, place(key), new Faults("")));
  }

  /** A list of mappings. */
  List<Section> sections(String key, List<String> keys) {
    return sections(key, keys, false);
  }

  /** A list of mappings, or one that stands alone. */
  List<Section> sectionOrSections(String key, List<String> keys) {
    return sections(key, keys, true);
  }

  private List<Section> sections(String key, List<String> keys, boolean orOne) {
    List<Section> sections = new ArrayList<>();
    for (Node item : items(key, orOne)) {
      sections.add(of(item, place(key) + "[" + sections.size() + "]", faults, keys));
    }
    return sections;
  }

  /** Whether a key's value is a single one and not a mapping or a list. */
  boolean isScalar(String key) {
    return values.get(key) instanceof ScalarNode;
  }

  <T> Optional<T> scalar(Node value, String place, Kind<T> kind) {
    if (!(value instanceof ScalarNode scalar)) {
      faults.add(value, place + " must be a single value, was a " + form(value));
      return Optional.empty();
    }
    try {
      return Optional.of(kind.read(scalar));
    } catch (IllegalArgumentException e) {
      faults.add(value, place + " " + withValue(String.valueOf(e.getMessage()), scalar.getValue()));
      return Optional.empty();
    }
  }

  /** The path of a key from the top of the file. */
  String place(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void requireKey(String key) {
    if (!has(key)) {
      faults.add(node, place(key) + " is missing");
    }
  }

  private List<Node> items(String key, boolean orOne) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      if (sequence.getValue().isEmpty()) {
        fault(key, "must not be an empty list");
      }
      return sequence.getValue();
    }
    if (orOne) {
      return List.of(value);
    }
    fault(key, "must be a list, was a " + form(value));
    return List.of();
  }

  private void eachEntry(Node value, String place, BiConsumer<ScalarNode, Node> entry) {
    if (!(value instanceof MappingNode mapping)) {
      faults.add(value, place + " must be keys with values, was a " + form(value));
      return;
    }
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        faults.add(tuple.getKeyNode(), place + " has a key that is not a word");
      } else if (!seen.add(key.getValue())) {
        faults.add(key, place + " has the key " + Faults.quote(key.getValue()) + " twice");
      } else {
        entry.accept(key, tuple.getValueNode());
      }
    }
  }

  /** What a kind says behind a semicolon is a hint, which comes last. */
  private static String withValue(String message, String value) {
    int hint = message.indexOf("; ");
    String was = ", was " + Faults.quote(value);
    return hint < 0 ? message + was : message.substring(0, hint) + was + message.substring(hint);
  }

  private static String form(Node node) {
    if (node instanceof ScalarNode) {
      return "single value";
    }
    return node instanceof SequenceNode ? "list" : "mapping";
  }
}
