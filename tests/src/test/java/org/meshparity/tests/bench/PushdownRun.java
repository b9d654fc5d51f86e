package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;
import org.meshparity.tests.pushdown.LargeMesh;

/** Measures one mesh. */
final class PushdownRun {

  /** Behind the window a check reads samples of its ends, and of what may have expired. */
  private static final long RAW_SECONDS_MORE = 600 + 300;

  private static final String IN_PROCESS = "  the same in this process, warm";
  private static final String BY_CURL = "  the same requests by curl, ";

  /**
   * What one run of something took.
   *
   * @param cpuMillis of a process of its own; 0 of what runs in this one
   * @param bytes that arrived, where it was counted; else 0, and the server says it
   */
  private record Took(double millis, double cpuMillis, long bytes) {}

  /** How a check reads. */
  record Way(String by, Mode mode, RemoteReads reads) {
    PrometheusOptions options() {
      return PrometheusOptions.DEFAULT.withRemoteReads(reads);
    }
  }

  /** Something that is measured. */
  private interface Measured {
    Took run() throws IOException, InterruptedException;
  }

  private final LargeMesh mesh;
  private final Duration window;
  private final CheckProcess process;
  private final int rounds;
  private final PrintWriter progress;
  private String decided = "";
  private int asked;

  PushdownRun(
      LargeMesh mesh, Duration window, CheckProcess process, int rounds, PrintWriter progress) {
    this.mesh = mesh;
    this.window = window;
    this.process = process;
    this.rounds = rounds;
    this.progress = progress;
  }

  /** Everything in turn, as often as wanted. */
  String table() throws IOException, InterruptedException {
    Table table =
        new Table("what", "median ms", "least ms", "CPU ms", "server's CPU ms", "MB", "requests");
    String chunks = besideCurl(table, new Way("by remote read", Mode.PAIRED, RemoteReads.ALWAYS));
    String sums = besideCurl(table, new Way("by sums", Mode.PAIRED, RemoteReads.NEVER));
    String raw = besideCurl(table, new Way("by raw samples", Mode.DRAINED, RemoteReads.NEVER));
    asked = 0;
    row(table, "raw samples as JSON, only fetched", () -> fetched(true));
    row(table, "raw samples by remote read, only fetched", () -> fetched(false));
    return String.format(
        Locale.ROOT,
        "%,d series, window %d h, %s%n%s%s%n%s%n%s%n",
        mesh.series(),
        window.toHours(),
        decided,
        table,
        chunks,
        sums,
        raw);
  }

  /** A check as a process and in this one, and its requests; gives what it takes beside curl. */
  private String besideCurl(Table table, Way way) throws IOException, InterruptedException {
    List<RequestTap.Posted> requests = requests(way);
    asked = requests.size();
    double own = row(table, "check " + way.by(), () -> inProcessOfItsOwn(way));
    double here = row(table, IN_PROCESS, () -> inThisProcess(mesh.url(), way));
    try (CurlReplay curl = new CurlReplay(mesh.url(), requests)) {
      double two = row(table, BY_CURL + "two at a time", () -> byCurl(curl, 2));
      double one = row(table, BY_CURL + "one after another", () -> byCurl(curl, 1));
      return String.format(
          Locale.ROOT,
          "A check %s takes %.2f x what curl takes for its requests two at a time, and %.2f x what it"
              + " takes for them one after another; in this process, warm, %.2f x and %.2f x.",
          way.by(),
          own / two,
          own / one,
          here / two,
          here / one);
    }
  }

  /** What a check asks, remote reads included: the same with every run. */
  List<RequestTap.Posted> requests(Way way) throws IOException {
    try (RequestTap tap = RequestTap.before(mesh.url())) {
      inThisProcess(tap.url(), way);
      return tap.posted();
    }
  }

  /** Gives the median in milliseconds. */
  private double row(Table table, String what, Measured measured)
      throws IOException, InterruptedException {
    progress.println(what.strip());
    measured.run(); // what is compiled and read from disk once is not what is measured
    double[] millis = new double[rounds];
    double own = 0;
    long counted = 0;
    double cpu = mesh.cpuSeconds();
    double bytes = mesh.bytesSent();
    for (int i = 0; i < rounds; i++) {
      Took took = measured.run();
      millis[i] = took.millis();
      own += took.cpuMillis() / rounds;
      counted = took.bytes();
    }
    double serversMillis = 1000 * (mesh.cpuSeconds() - cpu) / rounds;
    double sent = counted > 0 ? counted : (mesh.bytesSent() - bytes) / rounds;
    Arrays.sort(millis);
    table.row(
        what,
        number(millis[rounds / 2]),
        number(millis[0]),
        own > 0 ? number(own) : "",
        number(serversMillis),
        String.format(Locale.ROOT, "%,.2f", sent / 1e6),
        asked > 0 ? Integer.toString(asked) : "");
    return millis[rounds / 2];
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private Took inProcessOfItsOwn(Way way) throws IOException, InterruptedException {
    CheckProcess.Ran ran = process.run(window, way.mode(), way.reads());
    return new Took(ran.millis(), ran.cpuMillis(), 0);
  }

  private Took inThisProcess(String url, Way way) {
    long start = System.nanoTime();
    try (PrometheusSource source = PrometheusSource.of(url, way.options())) {
      Report report = compared(source, way.mode());
      decided = report.outcome() + ", " + report.checks().size() + " checks: " + report.counts();
    }
    return new Took((System.nanoTime() - start) / 1e6, 0, 0);
  }

  private static Took byCurl(CurlReplay curl, int atOnce) throws IOException, InterruptedException {
    long start = System.nanoTime();
    curl.run(atOnce);
    return new Took((System.nanoTime() - start) / 1e6, 0, 0);
  }

  private Took fetched(boolean json) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long seconds = window.toSeconds() + RAW_SECONDS_MORE;
    long bytes = 0;
    for (String name : LargeMesh.names()) {
      bytes += json ? mesh.downloadQuery(name, seconds) : mesh.downloadChunks(name, seconds);
    }
    return new Took((System.nanoTime() - start) / 1e6, 0, bytes);
  }

  private Report compared(PrometheusSource source, Mode mode) {
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
            GatePolicy.DEFAULT,
            mode);
    Comparison comparison = new Comparison(settings);
    Instant end = Instant.ofEpochMilli(mesh.endMs());
    return mode == Mode.DRAINED
        ? comparison.run(new Look(end.minus(window), end, true, 0))
        : comparison.run(end);
  }
}
