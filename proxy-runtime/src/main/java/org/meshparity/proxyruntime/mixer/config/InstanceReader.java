package org.meshparity.proxyruntime.mixer.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.Conversions;
import org.meshparity.proxyruntime.mixer.expression.Expression;
import org.meshparity.proxyruntime.mixer.expression.ValueType;
import org.yaml.snakeyaml.nodes.Node;

/** Reads instances of the metric template; there is no use for any other here. */
final class InstanceReader {

  private static final List<String> KEYS = List.of("compiled_template", "params");
  private static final List<String> PARAMS =
      List.of("value", "dimensions", "monitored_resource_type", "monitored_resource_dimensions");
  private static final int MOST_DIMENSIONS = 100;

  private final Faults faults;
  private final ExpressionReader expressions;

  InstanceReader(Faults faults, ExpressionReader expressions) {
    this.faults = faults;
    this.expressions = expressions;
  }

  /** Always an instance, so that references to a faulty one are not faults too. */
  Instance read(Resource resource) {
    Optional<Section> params = params(resource);
    if (params.isEmpty()) {
      return new Instance(
          resource.id(), Optional.empty(), Map.<String, Node>of().keySet(), Map.of());
    }
    Section section = params.get();
    Map<String, Node> entries = section.entries("dimensions");
    if (entries.size() > MOST_DIMENSIONS) {
      section.fault("dimensions", "must be at most " + MOST_DIMENSIONS);
    }
    monitoredResource(section);
    return new Instance(
        resource.id(), value(section), entries.keySet(), dimensions(section, "dimensions"));
  }

  private Optional<Section> params(Resource resource) {
    if (resource.kind().equals("metric")) {
      return Optional.of(Section.of(resource.file(), resource.spec(), "spec", faults, PARAMS));
    }
    Section spec = Section.of(resource.file(), resource.spec(), "spec", faults, KEYS);
    Optional<String> template = spec.required("compiled_template");
    if (template.isPresent() && !template.get().equals("metric")) {
      spec.fault("compiled_template", "must be metric, was " + Faults.quote(template.get()));
      return Optional.empty();
    }
    if (!spec.has("params")) {
      spec.fault(spec.node(), "spec.params is missing");
    }
    return spec.section("params", PARAMS);
  }

  private Optional<Expression> value(Section params) {
    Optional<Expression> value = expressions.read(params, "value");
    value
        .filter(each -> !Conversions.isNumeric(each.type()))
        .ifPresent(
            each ->
                params.fault(
                    "value",
                    "must be a number, a duration or a string with a number, was " + each.type()));
    return value;
  }

  private Map<String, Expression> dimensions(Section params, String key) {
    Map<String, Expression> dimensions = new LinkedHashMap<>();
    params
        .entries(key)
        .forEach(
            (name, node) ->
                params
                    .text(node, params.place(key) + "." + name)
                    .flatMap(text -> expressions.read(params, node, key + "." + name, text))
                    .ifPresent(expression -> dimensions.put(name, expression)));
    return dimensions;
  }

  /** Another adapter's business, but a mistake in it is one. */
  private void monitoredResource(Section params) {
    if (params.has("monitored_resource_type")) {
      expressions
          .read(params, "monitored_resource_type")
          .filter(type -> type.type() != ValueType.STRING)
          .ifPresent(
              type ->
                  params.fault("monitored_resource_type", "must be a STRING, was " + type.type()));
    }
    dimensions(params, "monitored_resource_dimensions");
  }
}
