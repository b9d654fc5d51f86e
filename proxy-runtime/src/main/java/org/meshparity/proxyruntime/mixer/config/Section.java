package org.meshparity.proxyruntime.mixer.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.mixer.expression.Vocabulary;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a resource with the keys it may have. Asking for a value reports what is wrong
 * with it and goes on without, so that one reading finds every fault.
 *
 * <p>A key may be written as in the protocol's text ({@code label_names}) or as in its JSON ({@code
 * labelNames}): Mixer reads both, and Istio's own files mix them.
 */
final class Section {

  private final String file;
  private final Node node;
  private final String path;
  private final Faults faults;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private Section(String file, Node node, String path, Faults faults) {
    this.file = file;
    this.node = node;
    this.path = path;
    this.faults = faults;
  }

  /** The mapping at a node; keys it may not have and repeated ones are reported here. */
  static Section of(String file, Node node, String path, Faults faults, List<String> keys) {
    Section section = new Section(file, node, path, faults);
    section.eachEntry(
        node,
        (key, value) -> {
          String name = keys.contains(key.getValue()) ? key.getValue() : snake(key.getValue());
          if (!keys.contains(name)) {
            String hint = Vocabulary.hint(name, keys);
            String allowed = hint.isEmpty() ? "; allowed: " + String.join(", ", keys) : hint;
            section.fault(
                key, "unknown key " + Faults.quote(section.place(key.getValue())) + allowed);
          } else if (section.values.put(name, value) != null) {
            section.fault(key, section.place(name) + " is there twice");
          }
        });
    return section;
  }

  /** A mapping whose keys are nobody's business, such as another program's. */
  static Section any(String file, Node node, String path, Faults faults) {
    Section section = new Section(file, node, path, faults);
    section.eachEntry(node, (key, value) -> section.values.put(key.getValue(), value));
    return section;
  }

  /** No mapping at all, which has no keys. */
  static Section none(String file, Node node, String path, Faults faults) {
    return new Section(file, node, path, faults);
  }

  private static String snake(String key) {
    return key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  String file() {
    return file;
  }

  Node node() {
    return node;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value's node, or the mapping's own if it has none. */
  Node where(String key) {
    return values.getOrDefault(key, node);
  }

  void fault(Node where, String message) {
    faults.add(file, where, message);
  }

  void fault(String key, String message) {
    fault(where(key), place(key) + " " + message);
  }

  /** The path of a key from the top of the resource. */
  String place(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Text that must be there. */
  Optional<String> required(String key) {
    if (!has(key)) {
      fault(node, place(key) + " is missing");
    }
    return text(key);
  }

  Optional<String> text(String key) {
    Node value = values.get(key);
    return value == null ? Optional.empty() : text(value, place(key));
  }

  /** The text of a node that must hold some. */
  Optional<String> text(Node value, String place) {
    if (!(value instanceof ScalarNode scalar)) {
      fault(value, place + " must be text, was a " + YamlDocuments.form(value));
      return Optional.empty();
    }
    if (!scalar.getTag().equals(Tag.STR)) {
      String found = scalar.getTag().equals(Tag.NULL) ? "nothing" : scalar.getValue();
      fault(value, place + " must be text, was " + found + "; put it in quotes");
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  boolean isTrue(String key) {
    return values.get(key) instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.BOOL)
        && scalar.getValue().equals("true");
  }

  /** A number that must be there and lie between two others. */
  Optional<Double> number(String key, double least, double most) {
    if (!has(key)) {
      fault(node, place(key) + " is missing");
      return Optional.empty();
    }
    return number(where(key), place(key), least, most);
  }

  Optional<Double> number(Node value, String place, double least, double most) {
    if (value instanceof ScalarNode scalar
        && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))) {
      try {
        double number = Double.parseDouble(scalar.getValue());
        if (number >= least && number <= most) {
          return Optional.of(number);
        }
      } catch (NumberFormatException e) {
        fault(value, place + " must be a decimal number, was " + Faults.quote(scalar.getValue()));
        return Optional.empty();
      }
    }
    String found =
        value instanceof ScalarNode scalar
            ? Faults.quote(scalar.getValue())
            : "a " + YamlDocuments.form(value);
    fault(value, place + " must be a number" + range(least, most) + ", was " + found);
    return Optional.empty();
  }

  private static String range(double least, double most) {
    String from = least == -Double.MAX_VALUE ? "" : " of at least " + shown(least);
    return most == Double.MAX_VALUE ? from : " from " + shown(least) + " to " + shown(most);
  }

  /** A number without a needless fraction. */
  static String shown(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  Optional<Section> section(String key, List<String> keys) {
    Node value = values.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(of(file, value, place(key), faults, keys));
  }

  /** A list of mappings; empty if the key is not there. */
  List<Section> sections(String key, List<String> keys) {
    List<Section> sections = new ArrayList<>();
    for (Node item : items(key)) {
      sections.add(of(file, item, place(key) + "[" + sections.size() + "]", faults, keys));
    }
    return sections;
  }

  /** A list of texts, with the node of each, as far as they are texts. */
  Map<String, Node> names(String key) {
    Map<String, Node> names = new LinkedHashMap<>();
    for (Node item : items(key)) {
      text(item, place(key))
          .ifPresent(
              name -> {
                if (names.put(name, item) != null) {
                  fault(item, place(key) + " names " + Faults.quote(name) + " twice");
                }
              });
    }
    return names;
  }

  /** The nodes of a list; empty if the key is not there. */
  List<Node> items(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    fault(value, place(key) + " must be a list, was a " + YamlDocuments.form(value));
    return List.of();
  }

  /** A mapping whose keys are the author's. */
  Map<String, Node> entries(String key) {
    Map<String, Node> entries = new LinkedHashMap<>();
    Node value = values.get(key);
    if (value != null) {
      eachEntry(
          value,
          (name, entry) -> {
            if (entries.put(name.getValue(), entry) != null) {
              fault(name, place(key) + " has the key " + Faults.quote(name.getValue()) + " twice");
            }
          });
    }
    return entries;
  }

  private void eachEntry(Node value, Entry entry) {
    if (!(value instanceof MappingNode mapping)) {
      String what = path.isEmpty() ? "a resource" : path;
      fault(value, what + " must be keys with values, was a " + YamlDocuments.form(value));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        entry.of(key, tuple.getValueNode());
      } else {
        fault(tuple.getKeyNode(), "a key must be a word");
      }
    }
  }

  @Nullable Node valueOf(String key) {
    return values.get(key);
  }

  @FunctionalInterface
  private interface Entry {
    void of(ScalarNode key, Node value);
  }
}
