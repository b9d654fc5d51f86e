package org.meshparity.proxyruntime.mixer.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One custom resource as it stands in a file.
 *
 * @param kind as written; {@code metric} and {@code prometheus} are short for an instance and a
 *     handler
 * @param spec its content, not yet looked at
 */
record Resource(ResourceId id, String kind, String file, Node node, Node spec) {

  private static final List<String> KEYS = List.of("apiVersion", "kind", "metadata", "spec");
  private static final List<String> METADATA =
      List.of(
          "name",
          "namespace",
          "labels",
          "annotations",
          "creationTimestamp",
          "generation",
          "resourceVersion",
          "selfLink",
          "uid");
  private static final String API_VERSION = "config.istio.io/v1alpha2";
  private static final Set<String> KINDS =
      Set.of(
          ResourceId.INSTANCE,
          ResourceId.HANDLER,
          ResourceId.RULE,
          ResourceId.MANIFEST,
          "metric",
          "prometheus");

  /** The resource at a node; empty if it is none, which is noted. */
  static Optional<Resource> read(String file, Node node, Faults faults) {
    Section top = Section.of(file, node, "", faults, KEYS);
    top.required("apiVersion")
        .filter(version -> !version.equals(API_VERSION))
        .ifPresent(
            version -> top.fault("apiVersion", "must be " + API_VERSION + ", was " + version));
    Optional<String> kind = top.required("kind").filter(k -> isKnown(top, k));
    Section metadata = top.section("metadata", METADATA).orElse(top);
    Optional<String> name = name(top, metadata);
    String namespace = metadata == top ? ResourceId.ROOT_NAMESPACE : namespace(metadata);
    if (!top.has("spec")) {
      top.fault(node, "spec is missing");
    }
    if (kind.isEmpty() || name.isEmpty() || !top.has("spec")) {
      return Optional.empty();
    }
    ResourceId id = new ResourceId(kindOf(kind.get()), name.get(), namespace);
    return Optional.of(new Resource(id, kind.get(), file, node, top.where("spec")));
  }

  private static Optional<String> name(Section top, Section metadata) {
    if (metadata == top) {
      top.fault(top.node(), "metadata is missing, with the name in it");
      return Optional.empty();
    }
    return metadata.required("name").filter(name -> isName(metadata, "name", name));
  }

  private static String namespace(Section metadata) {
    return metadata
        .text("namespace")
        .filter(name -> isName(metadata, "namespace", name))
        .orElse(ResourceId.ROOT_NAMESPACE);
  }

  private static boolean isName(Section metadata, String key, String name) {
    boolean right = name.matches("[a-z0-9]([-a-z0-9]{0,251}[a-z0-9])?");
    if (!right) {
      metadata.fault(
          key, "must be lower case letters, digits and dashes, was " + Faults.quote(name));
    }
    return right;
  }

  private static boolean isKnown(Section top, String kind) {
    if (!KINDS.contains(kind)) {
      top.fault(
          "kind",
          "must be one of instance, handler, rule, attributemanifest, was " + Faults.quote(kind));
      return false;
    }
    return true;
  }

  private static String kindOf(String kind) {
    return switch (kind) {
      case "metric" -> ResourceId.INSTANCE;
      case "prometheus" -> ResourceId.HANDLER;
      default -> kind;
    };
  }
}
