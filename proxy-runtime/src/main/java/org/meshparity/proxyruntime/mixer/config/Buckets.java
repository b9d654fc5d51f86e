package org.meshparity.proxyruntime.mixer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Bounds of a distribution's buckets, in any of the three ways they are written. */
final class Buckets {

  private static final List<String> FORMS =
      List.of("explicit_buckets", "linear_buckets", "exponential_buckets");

  /** What Prometheus' client takes if nobody says anything. */
  private static final List<Double> DEFAULT =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  /** Each bucket of each series is a line on the page. */
  private static final int MOST = 1_000;

  private Buckets() {}

  static List<Double> read(Section metric) {
    Optional<Section> buckets = metric.section("buckets", FORMS);
    if (buckets.isEmpty()) {
      return DEFAULT;
    }
    Section section = buckets.get();
    List<String> forms = FORMS.stream().filter(section::has).toList();
    if (forms.size() != 1) {
      metric.fault("buckets", "must have exactly one of " + String.join(", ", FORMS));
      return DEFAULT;
    }
    return switch (forms.get(0)) {
      case "explicit_buckets" -> explicit(section);
      case "linear_buckets" -> linear(section);
      default -> exponential(section);
    };
  }

  private static List<Double> explicit(Section buckets) {
    Section section = form(buckets, "explicit_buckets", List.of("bounds"));
    List<Double> bounds = new ArrayList<>();
    List<Node> items = section.items("bounds");
    for (Node item : items.subList(0, Math.min(MOST, items.size()))) {
      section
          .number(item, section.place("bounds"), -Double.MAX_VALUE, Double.MAX_VALUE)
          .ifPresent(bound -> add(section, item, bounds, bound));
    }
    if (items.isEmpty() || items.size() > MOST) {
      section.fault("bounds", "must be a list of 1 to " + MOST + " numbers");
    }
    return bounds;
  }

  private static void add(Section section, Node item, List<Double> bounds, double bound) {
    if (!bounds.isEmpty() && bound <= bounds.get(bounds.size() - 1)) {
      section.fault(
          item, section.place("bounds") + " must rise, " + Section.shown(bound) + " does not");
    }
    bounds.add(bound);
  }

  private static List<Double> linear(Section buckets) {
    Section section =
        form(buckets, "linear_buckets", List.of("num_finite_buckets", "width", "offset"));
    Optional<Integer> count = count(section);
    Optional<Double> width = section.number("width", Double.MIN_VALUE, Double.MAX_VALUE);
    double offset =
        section.has("offset")
            ? section.number("offset", -Double.MAX_VALUE, Double.MAX_VALUE).orElse(0.0)
            : 0;
    List<Double> bounds = new ArrayList<>();
    double bound = offset;
    for (int i = 0; count.isPresent() && width.isPresent() && i <= count.get(); i++) {
      bounds.add(bound);
      bound += width.get();
    }
    return rising(section, bounds);
  }

  private static List<Double> exponential(Section buckets) {
    Section section =
        form(
            buckets,
            "exponential_buckets",
            List.of("num_finite_buckets", "scale", "growth_factor"));
    Optional<Integer> count = count(section);
    Optional<Double> scale = section.number("scale", Double.MIN_VALUE, Double.MAX_VALUE);
    Optional<Double> factor = section.number("growth_factor", Math.nextUp(1.0), Double.MAX_VALUE);
    List<Double> bounds = new ArrayList<>();
    double bound = scale.orElse(1.0);
    for (int i = 0; count.isPresent() && factor.isPresent() && i <= count.get(); i++) {
      bounds.add(bound);
      bound *= factor.get();
    }
    return rising(section, bounds);
  }

  /** Rounding may make two bounds equal, or a bound infinite. */
  private static List<Double> rising(Section section, List<Double> bounds) {
    for (int i = 0; i < bounds.size(); i++) {
      boolean rises = i == 0 || bounds.get(i) > bounds.get(i - 1);
      if (!rises || Double.isInfinite(bounds.get(i))) {
        section.fault(section.node(), section.place("") + " bounds must rise and be finite");
        return List.of();
      }
    }
    return bounds;
  }

  private static Optional<Integer> count(Section section) {
    return section
        .number("num_finite_buckets", 1, MOST)
        .filter(
            count -> {
              boolean whole = count == Math.rint(count);
              if (!whole) {
                section.fault("num_finite_buckets", "must be a whole number");
              }
              return whole;
            })
        .map(Double::intValue);
  }

  private static Section form(Section buckets, String name, List<String> keys) {
    return buckets.section(name, keys).orElse(buckets);
  }
}
