package org.meshparity.proxyruntime.mixer.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.proxyruntime.mixer.expression.Expression;
import org.meshparity.proxyruntime.mixer.expression.GoDuration;
import org.meshparity.proxyruntime.mixer.expression.Vocabulary;
import org.yaml.snakeyaml.nodes.Node;

/** Reads handlers of the Prometheus adapter, and joins their metrics with the instances. */
final class HandlerReader {

  private static final List<String> KEYS = List.of("compiled_adapter", "params");
  private static final List<String> PARAMS = List.of("metrics", "metrics_expiration_policy");
  private static final List<String> POLICY =
      List.of("metrics_expiry_duration", "expiry_check_interval_duration");
  private static final List<String> METRIC =
      List.of(
          "namespace", "name", "instance_name", "description", "kind", "label_names", "buckets");
  private static final List<String> PARTS = List.of("", "_bucket", "_sum", "_count");

  private final Faults faults;
  private final Map<ResourceId, Instance> instances;
  private final Map<String, String> shown = new HashMap<>();

  HandlerReader(Faults faults, Map<ResourceId, Instance> instances) {
    this.faults = faults;
    this.instances = instances;
  }

  /** Always a handler, so that references to a faulty one are not faults too. */
  Handler read(Resource resource) {
    Map<ResourceId, Metric> metrics = new LinkedHashMap<>();
    Optional<Section> params = params(resource);
    List<Section> sections = params.map(p -> p.sections("metrics", METRIC)).orElse(List.of());
    Optional<Metric.Expiry> expiry = params.flatMap(this::expiry);
    for (Section section : sections) {
      metric(resource.id(), section, expiry, metrics);
    }
    return new Handler(
        resource.id(), metrics, params.isPresent() && metrics.size() == sections.size());
  }

  private Optional<Section> params(Resource resource) {
    if (resource.kind().equals("prometheus")) {
      return Optional.of(Section.of(resource.file(), resource.spec(), "spec", faults, PARAMS));
    }
    Section spec = Section.of(resource.file(), resource.spec(), "spec", faults, KEYS);
    Optional<String> adapter = spec.required("compiled_adapter");
    if (adapter.isPresent() && !adapter.get().equals("prometheus")) {
      spec.fault("compiled_adapter", "must be prometheus, was " + Faults.quote(adapter.get()));
      return Optional.empty();
    }
    if (!spec.has("params")) {
      spec.fault(spec.node(), "spec.params is missing");
    }
    return spec.section("params", PARAMS);
  }

  private Optional<Metric.Expiry> expiry(Section params) {
    Optional<Section> policy = params.section("metrics_expiration_policy", POLICY);
    Optional<Duration> after = policy.flatMap(p -> duration(p, "metrics_expiry_duration", true));
    Optional<Duration> check =
        policy.flatMap(p -> duration(p, "expiry_check_interval_duration", false));
    return after.map(
        idle -> check.map(c -> new Metric.Expiry(idle, c)).orElse(Metric.Expiry.after(idle)));
  }

  private static Optional<Duration> duration(Section policy, String key, boolean required) {
    Optional<String> text = required ? policy.required(key) : policy.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong nanos = GoDuration.parse(text.get());
    if (nanos.isEmpty() || nanos.getAsLong() <= 0) {
      policy.fault(
          key, "must be a duration like 10m, more than 0, was " + Faults.quote(text.get()));
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(nanos.getAsLong()));
  }

  private void metric(
      ResourceId handler,
      Section section,
      Optional<Metric.Expiry> expiry,
      Map<ResourceId, Metric> metrics) {
    Optional<Instance> instance = instance(handler, section);
    Optional<Metric.Kind> kind = kind(section);
    Optional<String> series = series(section, kind.orElse(Metric.Kind.COUNTER));
    Optional<List<String>> labels = labels(section, kind, instance);
    List<Double> bounds = bounds(section, kind);
    String help = section.text("description").filter(d -> !d.isEmpty()).orElse(name(section));
    if (instance.isPresent() && metrics.containsKey(instance.get().id())) {
      section.fault("instance_name", "is the same as another metric's of this handler");
    } else if (instance.filter(Instance::isWhole).isPresent()
        && kind.isPresent()
        && series.isPresent()
        && labels.isPresent()) {
      Shown shown = new Shown(series.get(), help, kind.get(), bounds, labels.get());
      metrics.put(instance.get().id(), joined(instance.get(), shown, expiry));
    }
  }

  /** What a handler says of a metric. */
  private record Shown(
      String series, String help, Metric.Kind kind, List<Double> bounds, List<String> labels) {}

  private static Metric joined(Instance instance, Shown shown, Optional<Metric.Expiry> expiry) {
    List<Expression> labels = shown.labels.stream().map(n -> value(instance, n)).toList();
    Expression value = instance.value().orElseThrow();
    return new Metric(
        shown.series, shown.help, shown.kind, shown.bounds, shown.labels, labels, value, expiry);
  }

  private static Expression value(Instance instance, String name) {
    Expression value = instance.dimensions().get(name);
    if (value == null) {
      throw new IllegalStateException("no dimension " + name);
    }
    return value;
  }

  private Optional<Instance> instance(ResourceId handler, Section section) {
    Optional<String> name = section.required("instance_name");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instance> found =
        ResourceId.reference(ResourceId.INSTANCE, name.get(), handler.namespace())
            .map(instances::get);
    if (found.isEmpty()) {
      List<String> known = instances.keySet().stream().map(ResourceId::toString).toList();
      section.fault(
          "instance_name",
          "must be an instance, was "
              + Faults.quote(name.get())
              + Vocabulary.hint(name.get(), known));
    }
    return found;
  }

  private static Optional<Metric.Kind> kind(Section section) {
    Optional<String> text = section.required("kind");
    Optional<Metric.Kind> kind =
        text.flatMap(
            t -> Arrays.stream(Metric.Kind.values()).filter(k -> k.name().equals(t)).findFirst());
    if (text.isPresent() && kind.isEmpty()) {
      section.fault(
          "kind", "must be one of COUNTER, GAUGE, DISTRIBUTION, was " + Faults.quote(text.get()));
    }
    return kind;
  }

  private static String name(Section section) {
    return section
        .text("name")
        .filter(n -> !n.isEmpty())
        .or(() -> section.text("instance_name"))
        .orElse("");
  }

  private Optional<String> series(Section section, Metric.Kind kind) {
    String space = section.text("namespace").filter(n -> !n.isEmpty()).orElse("istio");
    String series = SafeName.of(space) + "_" + SafeName.of(name(section));
    String key = section.has("name") ? "name" : "instance_name";
    if (!SafeName.isSeries(series)) {
      section.fault(key, "must make a Prometheus metric name, made " + Faults.quote(series));
      return Optional.empty();
    }
    for (String part : kind == Metric.Kind.DISTRIBUTION ? PARTS : List.of("")) {
      String other = shown.putIfAbsent(series + part, series);
      if (other != null) {
        section.fault(
            key, "makes the series " + series + part + ", which " + other + " has already");
        return Optional.empty();
      }
    }
    return Optional.of(series);
  }

  /** The labels, sorted; each must be a dimension under exactly its own name. */
  private Optional<List<String>> labels(
      Section section, Optional<Metric.Kind> kind, Optional<Instance> instance) {
    Map<String, Node> names = section.names("label_names");
    boolean right = true;
    for (Map.Entry<String, Node> name : names.entrySet()) {
      right &= isLabel(section, name.getKey(), name.getValue(), kind);
    }
    if (instance.isPresent()) {
      right &= fits(section, names.keySet(), instance.get());
    }
    return right ? Optional.of(List.copyOf(new TreeSet<>(names.keySet()))) : Optional.empty();
  }

  private static boolean isLabel(
      Section section, String name, Node node, Optional<Metric.Kind> kind) {
    if (!SafeName.of(name).equals(name)) {
      section.fault(
          node,
          section.place("label_names")
              + " must need no rewriting, was "
              + Faults.quote(name)
              + ": Mixer would call the label "
              + SafeName.of(name)
              + " and never find its value");
      return false;
    }
    boolean taken = name.equals("le") && kind.equals(Optional.of(Metric.Kind.DISTRIBUTION));
    if (!SafeName.isLabel(name) || taken) {
      section.fault(
          node, section.place("label_names") + " must be label names, was " + Faults.quote(name));
      return false;
    }
    return true;
  }

  private static boolean fits(Section section, Set<String> names, Instance instance) {
    List<String> missing = new ArrayList<>(names);
    missing.removeAll(instance.names());
    List<String> unused = new ArrayList<>(instance.names());
    unused.removeAll(names);
    boolean unknown = instance.value().isEmpty() && instance.names().isEmpty();
    if (unknown || (missing.isEmpty() && unused.isEmpty())) {
      return true;
    }
    section.fault(
        "label_names",
        "must be the dimensions of "
            + instance.id()
            + (missing.isEmpty() ? "" : ", which lacks " + String.join(", ", missing))
            + (unused.isEmpty() ? "" : ", but lack its " + String.join(", ", unused)));
    return false;
  }

  private static List<Double> bounds(Section section, Optional<Metric.Kind> kind) {
    if (kind.equals(Optional.of(Metric.Kind.DISTRIBUTION))) {
      return Buckets.read(section);
    }
    if (kind.isPresent() && section.has("buckets")) {
      section.fault("buckets", "make sense for a DISTRIBUTION only, this is a " + kind.get());
    }
    return List.of();
  }
}
