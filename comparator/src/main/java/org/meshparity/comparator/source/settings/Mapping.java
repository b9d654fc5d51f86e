package org.meshparity.comparator.source.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.access.FileReason;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of a settings file: what is not expected in it is refused, with its line. */
public final class Mapping {

  private static final long LONGEST_FILE = 1 << 20;

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

  /**
   * Reads a file.
   *
   * @param keys those that may stand at its top
   */
  public static Mapping read(Path file, Set<String> keys) {
    return of(file.toString(), compose(file), keys);
  }

  private static Node compose(Path file) {
    String text;
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new SettingsFault(file + ": is too long for settings");
      }
      text = Files.readString(file);
    } catch (IOException e) {
      throw new SettingsFault(file + ": cannot be read: " + FileReason.of(file, e));
    }
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (node == null) {
        throw new SettingsFault(file + ":1: is empty");
      }
      return node;
    } catch (MarkedYAMLException e) {
      throw new SettingsFault(file + place(e.getProblemMark()) + ": is no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new SettingsFault(
          file + ": is no YAML: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    }
  }

  /** Where, without the line itself: it may hold what nobody shall see. */
  private static String place(@Nullable Mark mark) {
    return mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  /** A mapping whose keys are the author's. */
  static Mapping free(String file, Node node) {
    return new Mapping(file, node);
  }

  /** A mapping that may have these keys and no other; all that it has beside them are refused. */
  static Mapping of(String file, Node node, Set<String> keys) {
    Mapping mapping = new Mapping(file, node);
    FaultList faults = new FaultList();
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      String key = mapping.scalar(entry.getKeyNode());
      if (!keys.contains(key)) {
        faults.attempt(
            () -> {
              throw mapping.fault(
                  entry.getKeyNode(), "unknown key \"" + key + "\"; known are " + sorted(keys));
            });
      }
    }
    faults.refuse();
    return mapping;
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }

  /** In the order of the file. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Whether a key is there. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** A single value. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(this::scalar);
  }

  /** A single value that must be there. */
  public String required(String key) {
    return text(key).orElseThrow(() -> fault(node, "\"" + key + "\" is missing"));
  }

  /** One value, or a list of values; empty if the key is not there. */
  public List<String> texts(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode list) {
      return list.getValue().stream().map(this::scalar).toList();
    }
    return List.of(scalar(value));
  }

  /** True or false; empty if the key is not there. */
  public Optional<Boolean> flag(String key) {
    return text(key)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw fault(key, key + " must be true or false, was \"" + text + '"');
                });
  }

  /** Whether a key's value is a mapping. */
  public boolean isSection(String key) {
    return values.get(key) instanceof MappingNode;
  }

  /** A mapping that must be there and may have these keys. */
  public Mapping section(String key, Set<String> keys) {
    return of(file, requiredNode(key), keys);
  }

  /** A mapping that must be there, with the author's own keys. */
  public Mapping freeSection(String key) {
    return free(file, requiredNode(key));
  }

  /** A list of at least one mapping. */
  public List<Supplier<Mapping>> sections(String key, Set<String> keys) {
    Node list = requiredNode(key);
    if (!(list instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw fault(list, "\"" + key + "\" must be a list of at least one");
    }
    List<Supplier<Mapping>> sections = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      sections.add(() -> of(file, item, keys));
    }
    return sections;
  }

  /** A refusal of a key's value. */
  public SettingsFault fault(String key, String message) {
    return fault(values.getOrDefault(key, node), message);
  }

  /** What a value's own reader refuses is refused at the value's line. */
  public <T> T at(String key, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (SettingsFault known) {
      throw known;
    } catch (IllegalArgumentException e) {
      throw fault(key, String.valueOf(e.getMessage()));
    }
  }

  private Node requiredNode(String key) {
    Node found = values.get(key);
    if (found == null) {
      throw fault(node, "\"" + key + "\" is missing");
    }
    return found;
  }

  private String scalar(Node value) {
    if (value.getTag().equals(Tag.NULL)) {
      throw fault(value, "a value is missing; for an empty one write \"\"");
    }
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw fault(value, "must be one value, not a list or a mapping");
  }

  private SettingsFault fault(Node where, String message) {
    return new SettingsFault(file + ":" + (where.getStartMark().getLine() + 1) + ": " + message);
  }
}
