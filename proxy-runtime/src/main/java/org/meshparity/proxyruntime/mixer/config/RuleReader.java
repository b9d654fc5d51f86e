package org.meshparity.proxyruntime.mixer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.Expression;
import org.meshparity.proxyruntime.mixer.expression.ValueType;
import org.meshparity.proxyruntime.mixer.expression.Vocabulary;
import org.yaml.snakeyaml.nodes.Node;

/** Reads which reports go where. */
final class RuleReader {

  private static final List<String> KEYS = List.of("match", "actions");
  private static final List<String> ACTION = List.of("handler", "instances", "name");

  private final Faults faults;
  private final ExpressionReader expressions;
  private final Map<ResourceId, Instance> instances;
  private final Map<ResourceId, Handler> handlers;

  RuleReader(
      Faults faults,
      ExpressionReader expressions,
      Map<ResourceId, Instance> instances,
      Map<ResourceId, Handler> handlers) {
    this.faults = faults;
    this.expressions = expressions;
    this.instances = instances;
    this.handlers = handlers;
  }

  Rule read(Resource resource) {
    Section spec = Section.of(resource.file(), resource.spec(), "spec", faults, KEYS);
    List<Section> actions = spec.sections("actions", ACTION);
    if (actions.isEmpty()) {
      spec.fault("actions", "must be a list of at least one");
    }
    List<Metric> metrics = new ArrayList<>();
    for (Section action : actions) {
      handler(resource.id(), action).ifPresent(h -> action(resource.id(), action, h, metrics));
    }
    return new Rule(resource.id().name(), match(spec), namespace(resource.id()), metrics);
  }

  private Optional<Expression> match(Section spec) {
    if (spec.text("match").filter(text -> !text.isBlank()).isEmpty()) {
      return Optional.empty();
    }
    Optional<Expression> match = expressions.read(spec, "match");
    match
        .filter(each -> each.type() != ValueType.BOOL)
        .ifPresent(each -> spec.fault("match", "must be a BOOL, was " + each.type()));
    return match;
  }

  /** A rule of another namespace than Mixer's own sees only what that namespace reports. */
  private static Optional<String> namespace(ResourceId rule) {
    return Optional.of(rule.namespace()).filter(n -> !n.equals(ResourceId.ROOT_NAMESPACE));
  }

  private Optional<Handler> handler(ResourceId rule, Section action) {
    Optional<String> name = action.required("handler");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Handler> found =
        ResourceId.reference(ResourceId.HANDLER, name.get(), rule.namespace()).map(handlers::get);
    if (found.isEmpty()) {
      List<String> known = handlers.keySet().stream().map(ResourceId::name).toList();
      action.fault(
          "handler",
          "must be a handler, was "
              + Faults.quote(name.get())
              + Vocabulary.hint(name.get(), known));
    }
    return found;
  }

  private void action(ResourceId rule, Section action, Handler handler, List<Metric> metrics) {
    Map<String, Node> names = action.names("instances");
    if (names.isEmpty()) {
      action.fault("instances", "must be a list of at least one");
    }
    names.forEach(
        (name, node) -> instance(rule, action, handler, name, node).ifPresent(metrics::add));
  }

  private Optional<Metric> instance(
      ResourceId rule, Section action, Handler handler, String name, Node node) {
    Optional<ResourceId> id =
        ResourceId.reference(ResourceId.INSTANCE, name, rule.namespace())
            .filter(instances::containsKey);
    if (id.isEmpty()) {
      List<String> known = instances.keySet().stream().map(ResourceId::name).toList();
      action.fault(
          node,
          action.place("instances")
              + " must be instances, was "
              + Faults.quote(name)
              + Vocabulary.hint(name, known));
      return Optional.empty();
    }
    Metric metric = handler.metrics().get(id.get());
    if (metric == null && handler.isWhole()) {
      action.fault(
          node,
          action.place("instances")
              + ": handler "
              + handler.id().name()
              + " has no metric with the instance_name "
              + id.get());
    }
    return Optional.ofNullable(metric);
  }
}
