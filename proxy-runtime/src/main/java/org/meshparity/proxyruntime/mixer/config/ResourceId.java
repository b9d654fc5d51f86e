package org.meshparity.proxyruntime.mixer.config;

import java.util.Optional;
import java.util.Set;

/**
 * What a resource is called: its kind, its name, and the namespace it is in.
 *
 * @param kind one of the four that Mixer has since 1.1
 */
record ResourceId(String kind, String name, String namespace) {

  static final String INSTANCE = "instance";
  static final String HANDLER = "handler";
  static final String RULE = "rule";
  static final String MANIFEST = "attributemanifest";

  /** Where Mixer's own configuration is, and what holds for the whole mesh. */
  static final String ROOT_NAMESPACE = "istio-system";

  private static final Set<String> INSTANCE_KINDS = Set.of(INSTANCE, "metric");
  private static final Set<String> HANDLER_KINDS = Set.of(HANDLER, "prometheus");

  /**
   * What another resource means by a reference: {@code name}, {@code name.kind}, or {@code
   * name.kind.namespace}, where the kind may be the old one, such as {@code metric}. Empty if it
   * means something else than this kind.
   */
  static Optional<ResourceId> reference(String kind, String text, String from) {
    String[] parts = text.split("\\.", -1);
    if (parts.length == 1) {
      return Optional.of(new ResourceId(kind, text, from));
    }
    Set<String> kinds = kind.equals(INSTANCE) ? INSTANCE_KINDS : HANDLER_KINDS;
    if (parts.length > 3 || (parts.length == 3 && !kinds.contains(parts[1]))) {
      return Optional.empty();
    }
    boolean named = kinds.contains(parts[1]);
    String namespace = parts.length == 3 ? parts[2] : named ? from : parts[1];
    return Optional.of(new ResourceId(kind, parts[0], namespace));
  }

  @Override
  public String toString() {
    return name + "." + kind + "." + namespace;
  }
}
