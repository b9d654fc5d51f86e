package org.meshparity.tests.bench.accuracy;

import java.util.List;
import java.util.Locale;
import org.meshparity.comparator.simulation.Family;

/** What may be wrong with one side of a mesh, how wrong, and what the report should call it. */
enum FaultKind {
  NONE("", 0),
  /** Reports of one side never arrive: a share of them. */
  REPORTS_LOST("report-loss", 0.003, 0.015, 0.03, 0.1, 0.4),
  /** Everything is counted twice. */
  COUNTED_TWICE("duplicate-emission", 1),
  /** Proxies write seconds where they say milliseconds. */
  OTHER_UNIT("unit-mismatch", 1),
  /** A label has another spelling. */
  LABEL_DRIFTS("label-drift", 1),
  /** Proxies do not know the caller of a share of the calls. */
  UNKNOWN_CALLERS("unknown-inflation", 0.003, 0.03, 0.1, 0.4),
  /** Proxies say of a share of the calls that no response was sent, where Mixer says 200. */
  NO_RESPONSE("no-response", 0.003, 0.03, 0.1, 0.4),
  /** The caller is outside of the mesh: Mixer looks it up, proxies do not know it. */
  CALLER_OUTSIDE("non-mesh-peer", 1),
  /** Proxies count headers as well, so many bytes. */
  HEADERS_COUNTED("header-bytes", 3, 266),
  /** Probes are counted by proxies only, as a share of the calls. */
  PROBES_COUNTED("probe-traffic", 0.03, 0.4),
  /** A share of the calls that took longer than 250 ms is put into the bucket below. */
  WRONG_BUCKET("unexplained", 0.003, 0.03, 0.1, 0.4),
  /** Proxies measure longer latencies, by a share. */
  SLOWER("unexplained", 0.003, 0.03, 0.1, 0.5),
  /** Some workloads have one generation only. */
  ONE_GENERATION("mixed-rollout", 1),
  /** A pod is no target. */
  NO_TARGET("target-missing", 1),
  /** A pod is a target, and no scrape of it ever succeeds. */
  TARGET_DOWN("never-scraped", 1),
  /** A label of the targets displaces one of the proxies. */
  EXPORTED_LABEL("exported-labels", 1),
  /** A custom dimension became a part of the metrics' names. */
  MANGLED_NAME("mangled-name", 1);

  private final String cause;
  private final List<Double> sizes;

  FaultKind(String cause, double... sizes) {
    this.cause = cause;
    this.sizes = java.util.Arrays.stream(sizes).boxed().toList();
  }

  /** The id of the cause in a report; empty where there is nothing to find. */
  String cause() {
    return cause;
  }

  List<Double> sizes() {
    return sizes;
  }

  /** Whether it needs a metric to show. */
  boolean shows(Family family) {
    return switch (this) {
      case OTHER_UNIT, SLOWER, WRONG_BUCKET -> family == Family.DURATION;
      case HEADERS_COUNTED -> family == Family.SIZE;
      default -> family == Family.REQUESTS;
    };
  }

  /** A row of a table: the kind and how large it is. */
  String row(double size) {
    String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (this == HEADERS_COUNTED) {
      return words + ", " + Math.round(size) + " bytes";
    }
    return sizes.size() == 1 ? words : words + String.format(Locale.ROOT, ", %.1f %%", 100 * size);
  }
}
