package org.meshparity.proxyruntime.inproxy;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A part of a configuration that knows its line, for the error about it.
 *
 * <p>Numbers and truths may be quoted, as protobuf's JSON reader takes them and Istio's own files
 * write them.
 */
record ConfigNode(String path, Node node) {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,10}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}(?:\\.[0-9]{1,9})?s");

  /** The root of a text; null when there is nothing in it. */
  static @Nullable Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException(
          "the stats filter's configuration is neither JSON nor YAML, line "
              + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1)
              + ": "
              + e.getProblem(),
          e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(
          "the stats filter's configuration is neither JSON nor YAML: " + e.getMessage(), e);
    }
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        path + ", line " + (node.getStartMark().getLine() + 1) + ": " + what);
  }

  /** The fields of a message by their proto name; {@code tagsToRemove} is read as well. */
  Map<String, ConfigNode> fields(Set<String> known, String owner) {
    Map<String, ConfigNode> fields = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigNode> entry : entries().entrySet()) {
      String name = snakeCase(entry.getKey());
      if (!known.contains(name)) {
        throw entry
            .getValue()
            .wrong(owner + " knows no such field, only " + String.join(", ", known));
      }
      fields.put(name, new ConfigNode(name, entry.getValue().node()));
    }
    return fields;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  Map<String, ConfigNode> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("must be an object");
    }
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      ConfigNode key = new ConfigNode("a key of " + path, tuple.getKeyNode());
      ConfigNode value = new ConfigNode(key.text(), tuple.getValueNode());
      if (entries.put(key.text(), value) != null) {
        throw value.wrong("is given twice");
      }
    }
    return entries;
  }

  List<ConfigNode> elements() {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("must be a list");
    }
    List<ConfigNode> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(new ConfigNode(path + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong("must be a text");
  }

  boolean truth() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("must be true or false, was \"" + text() + "\"");
    };
  }

  int whole() {
    String text = text();
    if (WHOLE.matcher(text).matches()) {
      long value = Long.parseLong(text);
      if (value == (int) value) {
        return (int) value;
      }
    }
    throw wrong("must be a whole number of 32 bits, was \"" + text + "\"");
  }

  Duration duration() {
    String text = text();
    if (!SECONDS.matcher(text).matches()) {
      throw wrong("must be seconds such as \"15s\" or \"0.5s\", was \"" + text + "\"");
    }
    BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
    Duration duration = Duration.ofNanos(seconds.movePointRight(9).longValueExact());
    if (duration.isZero()) {
      throw wrong("must be more than 0s");
    }
    return duration;
  }

  <E extends Enum<E>> E word(Class<E> words) {
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(text())) {
        return word;
      }
    }
    throw wrong(
        "must be one of " + Arrays.toString(words.getEnumConstants()) + ", was \"" + text() + "\"");
  }
}
