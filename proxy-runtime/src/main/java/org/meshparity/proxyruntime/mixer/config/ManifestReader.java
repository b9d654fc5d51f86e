package org.meshparity.proxyruntime.mixer.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.ValueType;
import org.meshparity.proxyruntime.mixer.expression.Vocabulary;
import org.yaml.snakeyaml.nodes.Node;

/** Reads which attributes there are. */
final class ManifestReader {

  private static final List<String> KEYS = List.of("attributes", "name", "revision");
  private static final List<String> ATTRIBUTE = List.of("value_type", "description");
  private static final int LONGEST_NAME = 200;

  private final Faults faults;
  private final Map<String, ValueType> types = new HashMap<>();

  ManifestReader(Faults faults) {
    this.faults = faults;
  }

  void read(Resource manifest) {
    Section spec = Section.of(manifest.file(), manifest.spec(), "spec", faults, KEYS);
    if (!spec.has("attributes")) {
      spec.fault(spec.node(), "spec.attributes is missing");
    }
    spec.entries("attributes").forEach((name, node) -> attribute(spec, name, node));
  }

  private void attribute(Section spec, String name, Node node) {
    String place = "spec.attributes." + name;
    Section attribute = Section.of(spec.file(), node, place, faults, ATTRIBUTE);
    if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z_][\\w-]*(\\.[A-Za-z_][\\w-]*)*")) {
      spec.fault(node, "an attribute must be words joined by dots, was " + Faults.quote(name));
    }
    Optional<ValueType> type = attribute.required("value_type").flatMap(t -> type(attribute, t));
    if (type.isEmpty()) {
      return;
    }
    ValueType other = types.putIfAbsent(name, type.get());
    if (other != null && other != type.get()) {
      attribute.fault(
          "value_type",
          "is " + type.get() + ", but another manifest says that " + name + " is " + other);
    }
  }

  private static Optional<ValueType> type(Section attribute, String text) {
    Optional<ValueType> type =
        Arrays.stream(ValueType.values()).filter(each -> each.name().equals(text)).findFirst();
    if (type.isEmpty()) {
      List<String> names = Arrays.stream(ValueType.values()).map(ValueType::name).toList();
      attribute.fault(
          "value_type",
          "must be one of " + String.join(", ", names) + ", was " + Faults.quote(text));
    }
    return type;
  }

  Vocabulary vocabulary() {
    return new Vocabulary(types);
  }
}
