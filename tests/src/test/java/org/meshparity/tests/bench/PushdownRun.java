package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;
import org.meshparity.tests.pushdown.LargeMesh;

/** Measures one mesh. */
final class PushdownRun {

  /** Behind the window a check reads samples of its ends, and of what may have expired. */
  private static final long RAW_SECONDS_MORE = 600 + 300;

  /** Something that is measured; gives how many queries it made. */
  private interface Measured {
    int run() throws IOException, InterruptedException;
  }

  private final LargeMesh mesh;
  private final Duration window;
  private final int rounds;
  private final PrintWriter progress;
  private String decided = "";
  private CurlReplay asked;

  PushdownRun(LargeMesh mesh, Duration window, int rounds, PrintWriter progress) {
    this.mesh = mesh;
    this.window = window;
    this.rounds = rounds;
    this.progress = progress;
    this.asked = new CurlReplay(mesh.url());
  }

  /** Everything in turn, as often as wanted. */
  String table() throws IOException, InterruptedException {
    Table table = new Table("what", "median ms", "least ms", "server's CPU ms", "MB", "queries");
    double sums = row(table, "check by sums", this::sums);
    double curlSums = row(table, "the same queries by curl", () -> asked.run());
    double raw = row(table, "check by raw samples", this::raw);
    double curlRaw = row(table, "the same queries by curl", () -> asked.run());
    row(table, "raw samples as JSON, only fetched", () -> fetched(true));
    row(table, "raw samples by remote read, only fetched", () -> fetched(false));
    return String.format(
        Locale.ROOT,
        "%,d series, window %d h, %s%n%sA check, in this process and warm, takes %.2f x by sums and"
            + " %.2f x by raw samples what its queries take with curl.%n",
        mesh.series(),
        window.toHours(),
        decided,
        table,
        sums / curlSums,
        raw / curlRaw);
  }

  /** Gives the median in milliseconds. */
  private double row(Table table, String what, Measured measured)
      throws IOException, InterruptedException {
    progress.println(what);
    measured.run(); // what is compiled and read from disk once is not what is measured
    double[] millis = new double[rounds];
    int queries = 0;
    double cpu = mesh.cpuSeconds();
    double bytes = mesh.bytesSent();
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      queries = measured.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    double cpuMillis = 1000 * (mesh.cpuSeconds() - cpu) / rounds;
    double sent = (mesh.bytesSent() - bytes) / rounds / 1e6;
    double megabytes = lastDownload > 0 ? lastDownload / 1e6 : sent;
    lastDownload = 0;
    java.util.Arrays.sort(millis);
    table.row(
        what,
        number(millis[rounds / 2]),
        number(millis[0]),
        number(cpuMillis),
        String.format(Locale.ROOT, "%,.2f", megabytes),
        Integer.toString(queries));
    return millis[rounds / 2];
  }

  private long lastDownload;

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private int sums() {
    asked = new CurlReplay(mesh.url());
    try (PrometheusSource source = source()) {
      Report report = compared(new Counting(source, asked));
      decided = report.outcome() + ", " + report.checks().size() + " checks: " + report.counts();
    }
    return asked.size();
  }

  private int raw() {
    asked = new CurlReplay(mesh.url());
    try (PrometheusSource source = source()) {
      compared(new OnlySamples(source, asked));
    }
    return asked.size();
  }

  private int fetched(boolean json) throws IOException, InterruptedException {
    lastDownload = 0;
    long seconds = window.toSeconds() + RAW_SECONDS_MORE;
    for (String name : LargeMesh.names()) {
      lastDownload += json ? mesh.downloadQuery(name, seconds) : mesh.downloadChunks(name, seconds);
    }
    return LargeMesh.names().size();
  }

  private PrometheusSource source() {
    return PrometheusSource.of(mesh.url(), PrometheusOptions.DEFAULT);
  }

  private Report compared(SampleSource source) {
    Pack pack = Packs.resolve("istio-mixer-to-inproxy");
    Duration interval = Duration.ofSeconds(15);
    ComparisonSettings settings =
        new ComparisonSettings(
            "bench",
            pack,
            new SideSettings(source, pack.legacy().selector(), interval),
            new SideSettings(source, pack.candidate().selector(), interval),
            window,
            new BigDecimal("0.01"),
            Duration.ZERO,
            GatePolicy.DEFAULT);
    return new Comparison(settings).run(Instant.ofEpochMilli(mesh.endMs()));
  }

  /** Only hands over samples, so that nothing is added up by the server. */
  private record OnlySamples(PrometheusSource source, CurlReplay asked) implements SampleSource {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public StampErrors stamps() {
      return source.stamps();
    }

    @Override
    public List<String> samples(
        String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
        throws SourceUnavailable {
      asked.note(series, matchers, after, until);
      return source.samples(series, matchers, after, until, into);
    }
  }

  /** Notes queries. */
  private record Counting(PrometheusSource source, CurlReplay asked) implements QuerySource {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public StampErrors stamps() {
      return source.stamps();
    }

    @Override
    public List<String> samples(
        String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
        throws SourceUnavailable {
      asked.note(series, matchers, after, until);
      return source.samples(series, matchers, after, until, into);
    }

    @Override
    public List<String> query(String promql, long at, VectorSink into) throws SourceUnavailable {
      asked.note(promql, at);
      return source.query(promql, at, into);
    }

    @Override
    public List<String> ranges(String promql, long after, long until, Consumer<RawSeries> into)
        throws SourceUnavailable {
      asked.note(promql, until);
      return source.ranges(promql, after, until, into);
    }
  }
}
