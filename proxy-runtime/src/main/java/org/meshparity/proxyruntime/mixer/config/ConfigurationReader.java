package org.meshparity.proxyruntime.mixer.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.Compiler;
import org.meshparity.proxyruntime.mixer.expression.Slots;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads files of resources, and joins the resources to a configuration. */
final class ConfigurationReader {

  /** Istio's own file has 40 kB. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_RESOURCES = 2_000;
  private static final List<String> LIST_KEYS = List.of("apiVersion", "kind", "metadata", "items");

  private final Faults faults = new Faults();
  private final Map<ResourceId, Resource> resources = new LinkedHashMap<>();
  private final Map<ResourceId, Resource> added = new LinkedHashMap<>();

  /** Adds resources that others may take the place of. */
  void addDefaults(Map<String, String> textByFile) {
    textByFile.forEach(this::addText);
    faults.refuse();
    added.clear();
  }

  void addFiles(List<Path> files) throws IOException {
    for (Path file : files) {
      addFile(file);
    }
  }

  private void addFile(Path file) throws IOException {
    byte[] bytes = FileBytes.read(file, MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      faults.add(file.toString(), 0, 0, "must be at most " + MOST_BYTES + " bytes");
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int before = added.size();
      boolean silent = faults.isEmpty();
      addText(file.toString(), text);
      if (silent && faults.isEmpty() && added.size() == before) {
        faults.add(file.toString(), 0, 0, "has no resource in it");
      }
    } catch (CharacterCodingException e) {
      faults.add(file.toString(), 0, 0, "must be UTF-8 text");
    }
  }

  private void addText(String file, String text) {
    for (Node root : YamlDocuments.read(file, text, MOST_BYTES, faults)) {
      if (isList(root)) {
        Section list = Section.of(file, root, "", faults, LIST_KEYS);
        list.items("items").forEach(item -> add(file, item));
      } else {
        add(file, root);
      }
    }
  }

  private static boolean isList(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      return false;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key
          && key.getValue().equals("kind")
          && tuple.getValueNode() instanceof ScalarNode kind) {
        return kind.getValue().equals("List");
      }
    }
    return false;
  }

  private void add(String file, Node node) {
    Optional<Resource> read = Resource.read(file, node, faults);
    if (read.isEmpty()) {
      return;
    }
    Resource resource = read.get();
    Resource other = added.putIfAbsent(resource.id(), resource);
    if (other != null) {
      faults.add(
          file,
          node,
          resource.id()
              + " is there already, in "
              + other.file()
              + " line "
              + (other.node().getStartMark().getLine() + 1));
      return;
    }
    resources.put(resource.id(), resource);
    if (resources.size() > MOST_RESOURCES) {
      faults.add(file, node, "must be at most " + MOST_RESOURCES + " resources");
      faults.refuse();
    }
  }

  /** The configuration, or a refusal with all faults. */
  MixerConfiguration finish() {
    ManifestReader manifests = new ManifestReader(faults);
    of(ResourceId.MANIFEST).forEach(manifests::read);
    Slots slots = new Slots();
    ExpressionReader expressions =
        new ExpressionReader(new Compiler(manifests.vocabulary(), slots), faults);
    Map<ResourceId, Instance> instances = new LinkedHashMap<>();
    InstanceReader instanceReader = new InstanceReader(faults, expressions);
    of(ResourceId.INSTANCE).forEach(r -> instances.put(r.id(), instanceReader.read(r)));
    Map<ResourceId, Handler> handlers = new LinkedHashMap<>();
    HandlerReader handlerReader = new HandlerReader(faults, instances);
    of(ResourceId.HANDLER).forEach(r -> handlers.put(r.id(), handlerReader.read(r)));
    RuleReader ruleReader = new RuleReader(faults, expressions, instances, handlers);
    List<Rule> rules = new ArrayList<>();
    of(ResourceId.RULE).forEach(r -> rules.add(ruleReader.read(r)));
    faults.refuse();
    List<Metric> metrics =
        handlers.values().stream().flatMap(h -> h.metrics().values().stream()).toList();
    return new MixerConfiguration(rules, metrics, slots);
  }

  private List<Resource> of(String kind) {
    return resources.values().stream().filter(r -> r.id().kind().equals(kind)).toList();
  }
}
