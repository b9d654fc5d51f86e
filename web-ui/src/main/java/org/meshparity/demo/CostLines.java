package org.meshparity.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.mesh.MeshCost;
import org.meshparity.proxyruntime.sidecar.TelemetryMeter.Generator;
import org.meshparity.web.page.Cost.Line;

/** What was measured in the mesh, as the lines of the panel: everything for one request. */
final class CostLines {

  static final List<String> NOTES =
      List.of(
          "One request is counted once at every proxy it passes, where it is also reported and"
              + " recorded once. A call between two workloads passes two proxies.",
          "In the proxies' filters, one call in 17 is timed; readings of more than a millisecond are"
              + " pauses of the machine and left out. For reports it is the CPU time of the threads"
              + " that encode, send, receive and count them.",
          "Bytes sent are v1's reports as gRPC messages and its header x-istio-attributes, and v2's"
              + " two headers x-envoy-peer-metadata and x-envoy-peer-metadata-id, as HTTP/1.1 writes"
              + " them.",
          "A scrape is one of every page of that generation, as compressed as the page allows.",
          "Not measured: the proxies' own reading and writing of those headers, serving the scrapes,"
              + " garbage collection and the compiler. In the first minute the code is still cold, and"
              + " everything costs more.");

  private static final double NANOS_PER_MICRO = 1e3;

  private final MeshCost cost;

  /**
   * The lines of a time.
   *
   * @param cost what it cost in that time
   */
  CostLines(MeshCost cost) {
    this.cost = cost;
  }

  /** The lines; what one scrape brings is known apart. */
  List<Line> with(ScrapeSizes.Bytes scrape) {
    List<Line> lines = new ArrayList<>();
    Generator v1 = cost.legacy();
    Generator v2 = cost.candidate();
    long transport = v1.batchNanos() + cost.sendingNanos();
    lines.add(
        cpu(
            "CPU for one request",
            false,
            micros(v1.filterNanos() + transport + cost.mixerNanos(), v1),
            micros(v2.filterNanos() + v2.batchNanos(), v2)));
    lines.add(
        cpu("in the filter", true, micros(v1.filterNanos(), v1), micros(v2.filterNanos(), v2)));
    lines.add(cpu("encoding and sending reports", true, micros(transport, v1), null));
    lines.add(cpu("in Mixer", true, micros(cost.mixerNanos(), v1), null));
    lines.add(cpu("making histograms visible", true, null, micros(v2.batchNanos(), v2)));
    lines.add(
        new Line(
            "Bytes sent for one request",
            "bytes",
            false,
            each(v1.wireBytes(), v1),
            each(v2.wireBytes(), v2)));
    lines.add(
        new Line(
            "Bytes for one scrape of all pages",
            "bytes",
            false,
            scrape.legacy(),
            scrape.candidate()));
    return List.copyOf(lines);
  }

  /** Requests of the generator that saw more: the other may be switched off. */
  long requests() {
    return Math.max(cost.legacy().requests(), cost.candidate().requests());
  }

  private static Line cpu(
      String what, boolean part, @Nullable Double legacy, @Nullable Double candidate) {
    return new Line(what, "µs", part, legacy, candidate);
  }

  private static @Nullable Double micros(long nanos, Generator of) {
    Double each = each(nanos, of);
    return each == null ? null : each / NANOS_PER_MICRO;
  }

  private static @Nullable Double each(long total, Generator of) {
    return of.requests() <= 0 ? null : (double) total / of.requests();
  }
}
