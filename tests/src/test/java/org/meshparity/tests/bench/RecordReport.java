package org.meshparity.tests.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meshparity.tests.bench.RecordRun.Figures;
import org.meshparity.tests.bench.RecordRun.Key;

/** What {@code record} prints: the figures side by side, and what they say of the goals. */
final class RecordReport {

  private static final double GOAL_NANOS = 100;
  private static final double GOAL_REPORT_MICROS = 15;

  /** Less than this is what the measuring itself allocates, spread over millions of operations. */
  private static final double NO_BYTES = 0.05;

  private static final String OURS = "RecordInProxy.";
  private static final String SAME = "sameStrings";
  private static final String FRESH = "freshStrings";

  private static final String SIMPLECLIENT = jar(io.prometheus.client.Counter.class);
  private static final String PROMETHEUS_METRICS =
      jar(io.prometheus.metrics.core.metrics.Counter.class);

  private static final List<Row> ROWS =
      List.of(
          new Row("in-proxy generator, same strings", OURS + SAME, OURS + SAME),
          new Row("  " + SIMPLECLIENT + ", labels(...)", "RecordSimpleclient." + SAME, OURS + SAME),
          new Row(
              "  " + PROMETHEUS_METRICS + ", labelValues(...)",
              "RecordPrometheusMetrics." + SAME,
              OURS + SAME),
          new Row("in-proxy generator, fresh strings", OURS + FRESH, OURS + FRESH),
          new Row("  " + SIMPLECLIENT, "RecordSimpleclient." + FRESH, OURS + FRESH),
          new Row("  " + PROMETHEUS_METRICS, "RecordPrometheusMetrics." + FRESH, OURS + FRESH),
          new Row("  in it: making the fresh headers", "MakeStrings.headersOfARequest", ""),
          new Row(
              "  in it: making the fresh label values", "MakeStrings.labelValuesOfARequest", ""),
          new Row("Mixer, one report, alone in its request", "ReportDecoding.alone", OURS + SAME),
          new Row(
              "Mixer, one report of 100 in a request", "ReportDecoding.ofHundred", OURS + SAME));

  private final Map<Key, Figures> figures;

  RecordReport(Map<Key, Figures> figures) {
    this.figures = Map.copyOf(figures);
  }

  /** A line of the table; {@code ours} is what it is compared with, empty for nothing. */
  private record Row(String label, String benchmark, String ours) {}

  /** A library's name and version, as its file says them. */
  private static String jar(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
  }

  private Figures figures(String benchmark, int threads) {
    return Objects.requireNonNull(figures.get(new Key(benchmark, threads)), benchmark);
  }

  private Spread nanos(String benchmark, int threads) {
    return Spread.of(figures(benchmark, threads).nanos());
  }

  private double bytes(String benchmark) {
    return Spread.of(figures(benchmark, 1).bytes()).median();
  }

  private String table() {
    Table table =
        new Table("one request", "ns/op", "range", "B/op", "x ours", "2 threads ns/op", "scaling");
    for (Row row : ROWS) {
      Spread one = nanos(row.benchmark(), 1);
      boolean both = figures.containsKey(new Key(row.benchmark(), 2));
      table.row(
          row.label(),
          one.toString(),
          one.range(),
          bytesText(bytes(row.benchmark())),
          row.ours().isEmpty() ? "" : "x" + Spread.number(ratio(row)),
          both ? nanos(row.benchmark(), 2).toString() : "",
          both ? "x" + Spread.number(scaling(row.benchmark())) : "");
    }
    return table.toString();
  }

  private double ratio(Row row) {
    return nanos(row.benchmark(), 1).median() / nanos(row.ours(), 1).median();
  }

  /** How much more two threads get done than one: 2 when neither hinders the other. */
  private double scaling(String benchmark) {
    return 2 * nanos(benchmark, 1).median() / nanos(benchmark, 2).median();
  }

  private static String bytesText(double bytes) {
    return bytes < NO_BYTES ? "0" : String.valueOf(Math.round(bytes));
  }

  private String goals() {
    double same = nanos(OURS + SAME, 1).median();
    double fresh = nanos(OURS + FRESH, 1).median();
    double making = nanos("MakeStrings.headersOfARequest", 1).median();
    double bytes = bytes(OURS + SAME);
    double alone = nanos("ReportDecoding.alone", 1).median() / 1000;
    double ofHundred = nanos("ReportDecoding.ofHundred", 1).median() / 1000;
    return String.join(
        "\n",
        "Goals:",
        goal("one request in the proxy under 100 ns", same < GOAL_NANOS)
            + Spread.number(same)
            + " ns; with fresh strings "
            + Spread.number(fresh)
            + " ns, of which "
            + Spread.number(making)
            + " ns make the strings",
        goal("no bytes allocated", bytes < NO_BYTES) + bytesText(bytes) + " B",
        goal("two threads get more done than one", scaling(OURS + SAME) > 1)
            + "x"
            + Spread.number(scaling(OURS + SAME))
            + " of x2 on "
            + Runtime.getRuntime().availableProcessors()
            + " processors",
        goal(
                "decoding and recording one report under 15 us",
                Math.max(alone, ofHundred) < GOAL_REPORT_MICROS)
            + Spread.number(alone)
            + " us alone, "
            + Spread.number(ofHundred)
            + " us of 100; the real Mixer took 113 to 285 us");
  }

  private static String goal(String what, boolean met) {
    return (met ? "  met      " : "  NOT MET  ") + what + ": ";
  }

  @Override
  public String toString() {
    return table()
        + """

        same strings:  every text is the same object for every request, its hash known.
        fresh strings: what a request brings along is a new object, as an HTTP codec makes it: for the
                       generator the peer's two headers and the host, for the libraries the nine label
                       values that follow from them.
        ns/op is the median of all iterations, range their lowest and highest; scaling is how much more
        two threads get done than one, on the same series.

        """
        + goals();
  }
}
