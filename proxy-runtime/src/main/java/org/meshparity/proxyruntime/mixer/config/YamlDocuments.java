package org.meshparity.proxyruntime.mixer.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Text to YAML nodes with their places. Nothing is ever constructed from them by YAML's own rules,
 * so that tags mean nothing, and an alias is the same node again and not a copy of it.
 */
final class YamlDocuments {

  /** Aliases of lists and mappings in one document; they are for repeating a few dimensions. */
  private static final int MOST_ALIASES = 50;

  private static final int DEEPEST = 30;

  private YamlDocuments() {}

  /** The roots of the documents that are not empty; what is no YAML is noted as a fault. */
  static List<Node> read(String file, String text, int mostCharacters, Faults faults) {
    List<Node> roots = new ArrayList<>();
    try {
      for (Node root : yaml(mostCharacters).composeAll(new StringReader(text))) {
        if (!isEmpty(root)) {
          roots.add(root);
        }
      }
    } catch (MarkedYAMLException e) {
      faults.add(file, e.getProblemMark(), "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      faults.add(file, 0, 0, "not YAML: " + e.getMessage());
    }
    return roots;
  }

  private static boolean isEmpty(Node root) {
    return root instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private static Yaml yaml(int mostCharacters) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(mostCharacters);
    return new Yaml(options);
  }

  /** What a node is, as a message calls it. */
  static String form(Node node) {
    if (node instanceof MappingNode) {
      return "mapping";
    }
    return node instanceof SequenceNode ? "list" : "single value";
  }
}
