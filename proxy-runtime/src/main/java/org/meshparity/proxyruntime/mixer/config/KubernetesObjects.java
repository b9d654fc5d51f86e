package org.meshparity.proxyruntime.mixer.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads what the Kubernetes API writes about pods and what controls them, as YAML or JSON.
 *
 * <p>Of the many keys of such an object only the few that matter here are looked at; those must be
 * right.
 */
public final class KubernetesObjects {

  private static final int MOST_BYTES = 64 << 20;

  private final String file;
  private final Faults faults = new Faults();
  private final List<KubernetesObject> objects = new ArrayList<>();

  private KubernetesObjects(String file) {
    this.file = file;
  }

  /**
   * An object of the API.
   *
   * @param podIp only a pod may have one; empty if there is none
   * @param containers names by port, only of a pod
   * @param controller what it belongs to
   */
  public record KubernetesObject(
      String kind,
      String namespace,
      String name,
      Map<String, String> labels,
      Optional<Controller> controller,
      String serviceAccount,
      String podIp,
      String hostIp,
      Map<Long, String> containers) {}

  /** A reference to what controls an object. */
  public record Controller(String apiVersion, String kind, String name) {}

  /**
   * The objects of a file.
   *
   * @throws ConfigurationRefused with everything that is wrong in the file
   * @throws IOException when the file cannot be read
   */
  public static List<KubernetesObject> read(Path file) throws IOException {
    byte[] bytes = FileBytes.read(file, MOST_BYTES + 1);
    KubernetesObjects reader = new KubernetesObjects(file.toString());
    if (bytes.length > MOST_BYTES) {
      reader.faults.add(file.toString(), 0, 0, "must be at most " + MOST_BYTES + " bytes");
    }
    reader.faults.refuse();
    return reader.read(new String(bytes, StandardCharsets.UTF_8));
  }

  private List<KubernetesObject> read(String text) {
    for (Node root : YamlDocuments.read(file, text, MOST_BYTES, faults)) {
      Section top = Section.any(file, root, "", faults);
      String kind = top.text("kind").orElse("");
      if (top.has("items")) {
        String itemKind = kind.equals("List") ? "" : kind.replaceFirst("List$", "");
        top.items("items").forEach(item -> object(Section.any(file, item, "", faults), itemKind));
      } else {
        object(top, "");
      }
    }
    faults.refuse();
    return objects;
  }

  /** An item of a typed list does not repeat its kind. */
  private void object(Section top, String kindOfList) {
    Optional<String> kind =
        top.has("kind") || kindOfList.isEmpty() ? top.required("kind") : Optional.of(kindOfList);
    if (!top.has("metadata")) {
      top.fault(top.node(), "metadata is missing");
      return;
    }
    Section metadata = inner(top, "metadata");
    Optional<String> name = metadata.required("name");
    if (kind.isEmpty() || name.isEmpty()) {
      return;
    }
    Section spec = inner(top, "spec");
    Section status = inner(top, "status");
    objects.add(
        new KubernetesObject(
            kind.get(),
            metadata.text("namespace").orElse("default"),
            name.get(),
            labels(metadata),
            controller(metadata),
            spec.text("serviceAccountName").orElse(""),
            status.text("podIP").orElse(""),
            status.text("hostIP").orElse(""),
            kind.get().equals("Pod") ? containers(spec) : Map.of()));
  }

  private Section inner(Section outer, String key) {
    Node node = outer.valueOf(key);
    return node instanceof MappingNode
        ? Section.any(file, node, outer.place(key), faults)
        : Section.none(file, outer.where(key), outer.place(key), faults);
  }

  private static Map<String, String> labels(Section metadata) {
    Map<String, String> labels = new HashMap<>();
    metadata
        .entries("labels")
        .forEach(
            (name, node) ->
                metadata
                    .text(node, metadata.place("labels") + "." + name)
                    .ifPresent(value -> labels.put(name, value)));
    return labels;
  }

  private Optional<Controller> controller(Section metadata) {
    for (Node item : metadata.items("ownerReferences")) {
      Section owner = Section.any(file, item, metadata.place("ownerReferences"), faults);
      Optional<String> kind = owner.required("kind");
      Optional<String> name = owner.required("name");
      boolean controls = owner.isTrue("controller");
      if (controls && kind.isPresent() && name.isPresent()) {
        String version = owner.text("apiVersion").orElse("");
        return Optional.of(new Controller(version, kind.get(), name.get()));
      }
    }
    return Optional.empty();
  }

  private Map<Long, String> containers(Section spec) {
    Map<Long, String> containers = new HashMap<>();
    for (Node item : spec.items("containers")) {
      Section container = Section.any(file, item, spec.place("containers"), faults);
      Optional<String> name = container.required("name");
      for (Node port : container.items("ports")) {
        Section section = Section.any(file, port, container.place("ports"), faults);
        Optional<Double> number = section.number("containerPort", 1, 65_535);
        if (name.isPresent() && number.isPresent()) {
          containers.putIfAbsent(number.get().longValue(), name.get());
        }
      }
    }
    return containers;
  }
}
