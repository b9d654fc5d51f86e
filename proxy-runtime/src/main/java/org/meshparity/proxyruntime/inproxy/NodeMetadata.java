package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a proxy knows of the workload it stands beside: its node's metadata, all of it.
 *
 * <p>A value is a String, a Double, a Boolean, a list or a map of such, as in a protobuf Struct;
 * nulls are left out. The accessors name what the metrics read; they are empty where the node does
 * not say.
 *
 * @param id of the node, unique in the mesh
 * @param metadata by key, such as {@code WORKLOAD_NAME} or {@code LABELS}
 */
public record NodeMetadata(String id, Map<String, Object> metadata) {

  public NodeMetadata {
    metadata = copy(metadata);
  }

  /** A node of which the usual is known; what is empty is left out. */
  public NodeMetadata(
      String id,
      String name,
      String namespace,
      String workloadName,
      String owner,
      String serviceAccount,
      Map<String, String> labels) {
    this(
        id,
        usual(
            List.of("NAME", "NAMESPACE", "WORKLOAD_NAME", "OWNER", "SERVICE_ACCOUNT"),
            List.of(name, namespace, workloadName, owner, serviceAccount),
            labels));
  }

  /**
   * A node as a bootstrap writes its metadata, a JSON object.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static NodeMetadata parse(String id, String json) {
    try {
      if (JsonMapper.shared().readValue(json, Object.class) instanceof Map<?, ?> object) {
        return new NodeMetadata(id, copy(object));
      }
      throw new IllegalArgumentException("metadata of node " + id + " must be a JSON object");
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "metadata of node " + id + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, Object> usual(
      List<String> keys, List<String> values, Map<String, String> labels) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!values.get(i).isEmpty()) {
        all.put(keys.get(i), values.get(i));
      }
    }
    all.put("LABELS", labels);
    return all;
  }

  private static Map<String, Object> copy(Map<?, ?> from) {
    Map<String, Object> to = new LinkedHashMap<>();
    from.forEach(
        (key, value) -> {
          Object copied = copy(value);
          if (copied != null) {
            to.put(String.valueOf(key), copied);
          }
        });
    return Collections.unmodifiableMap(to);
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copied = new ArrayList<>();
      for (Object element : list) {
        Object one = copy(element);
        if (one != null) {
          copied.add(one);
        }
      }
      return List.copyOf(copied);
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException(
        "a value must be text, number, boolean, list or map, was " + value.getClass().getName());
  }

  /** Of the pod. */
  public String name() {
    return text("NAME");
  }

  /** Of the pod. */
  public String namespace() {
    return text("NAMESPACE");
  }

  /** Of what the pod belongs to, such as {@code reviews-v1}. */
  public String workloadName() {
    return text("WORKLOAD_NAME");
  }

  /** The path of that in the Kubernetes API. */
  public String owner() {
    return text("OWNER");
  }

  /** The pod runs as. */
  public String serviceAccount() {
    return text("SERVICE_ACCOUNT");
  }

  /** The release the proxy says it is of. */
  public String istioVersion() {
    return text("ISTIO_VERSION");
  }

  /** A text of the metadata; empty when there is none under that key. */
  public String text(String key) {
    return metadata.get(key) instanceof String text ? text : "";
  }

  /** The labels of the pod. */
  public Map<String, String> labels() {
    if (!(metadata.get("LABELS") instanceof Map<?, ?> labels)) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    labels.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            texts.put(String.valueOf(name), text);
          }
        });
    return Collections.unmodifiableMap(texts);
  }

  /** A label of the pod; empty when it has none of that name. */
  public String label(String name) {
    return metadata.get("LABELS") instanceof Map<?, ?> labels
            && labels.get(name) instanceof String text
        ? text
        : "";
  }
}
