package org.meshparity.tests.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** The groups of a {@link StubMesh}: each has a counter and a histogram of 20 buckets, or less. */
final class StubGroups {

  /** A counter, 20 buckets, a sum and a count. */
  static final int SERIES = 23;

  private static final String COUNTER =
      """
      name: stub
      version: 1.0.0
      identity: [source_workload, destination_workload, response_code]
      sides:
        legacy: {selector: 'job="a"', scrape-interval: 15s, lag: 0s}
        candidate: {selector: 'job="b"', scrape-interval: 15s, lag: 0s}
      metrics:
        - name: requests
          type: counter
          unit: requests
          legacy: {series: requests_total}
          candidate: {series: requests_total}
          provenance: {url: "https://prometheus.io/docs", versions: "any", checked: 2026-11-22}
      """;

  private static final String HISTOGRAM =
      """
        - name: request-duration
          type: histogram
          unit: seconds
          legacy: {series: duration_seconds, le: includes, sum: exact}
          candidate: {series: duration_seconds, le: includes, sum: exact}
          provenance: {url: "https://prometheus.io/docs", versions: "any", checked: 2026-11-22}
      """;

  static final String PACK = COUNTER + HISTOGRAM;

  private static final List<String> NAMES =
      List.of(
          "requests_total",
          "duration_seconds_bucket",
          "duration_seconds_count",
          "duration_seconds_sum");

  private static final int BUCKETS = 20;
  private static final int DESTINATIONS = 50;
  private static final String[] BOUNDS = new String[BUCKETS];

  static {
    for (int i = 0; i < BUCKETS; i++) {
      BOUNDS[i] = "\"le\":\"" + (i == BUCKETS - 1 ? "+Inf" : String.valueOf(1 << i)) + "\",";
    }
  }

  private final int count;
  private final Shape shape;

  StubGroups(int count, Shape shape) {
    this.count = count;
    this.shape = shape;
  }

  /** What each of them shows. */
  enum Shape {
    HISTOGRAMS(SERIES, PACK, NAMES),
    COUNTERS(1, COUNTER, NAMES.subList(0, 1));

    private final int series;
    private final String pack;
    private final List<String> names;

    Shape(int series, String pack, List<String> names) {
      this.series = series;
      this.pack = pack;
      this.names = names;
    }

    /** How many series a process has of a group. */
    int series() {
      return series;
    }

    /** What compares them. */
    String pack() {
      return pack;
    }
  }

  /** How many series there are of each name that is asked for; for each bound if that is wanted. */
  void counts(String query, int pods, long at, StubRows rows) throws IOException {
    boolean byBound = query.startsWith("count by (__name__,le)");
    for (String name : shape.names) {
      if (!query.contains(name)) {
        continue;
      }
      if (byBound && isBuckets(name)) {
        for (String bound : BOUNDS) {
          String labels = bound + "\"__name__\":\"" + name + "\"";
          rows.element(labels).value(at, (long) count * pods);
        }
      } else {
        rows.element("\"__name__\":\"" + name + "\"").value(at, series(name, pods));
      }
    }
  }

  private static boolean means(StubSelection of, int group) {
    return of.all() || of.has("client-" + group / DESTINATIONS, "server-" + group % DESTINATIONS);
  }

  /** How many series of a name a selector means. */
  long series(String name, StubSelection of, int pods) {
    if (of.all()) {
      return series(name, pods);
    }
    long groups = IntStream.range(0, count).filter(group -> means(of, group)).count();
    return groups * pods * (isBuckets(name) ? BUCKETS : 1);
  }

  /** How many series a name has. */
  long series(String name, int pods) {
    return (long) count * pods * (isBuckets(name) ? BUCKETS : 1);
  }

  private static boolean isBuckets(String name) {
    return name.endsWith("_bucket");
  }

  /** How many series of a name each client has that a selector means. */
  void clients(String name, StubSelection of, int pods, long at, StubRows rows) throws IOException {
    for (int client = 0; client * DESTINATIONS < count; client++) {
      int servers = Math.min(DESTINATIONS, count - client * DESTINATIONS);
      if (of.has("client-" + client, "server-0")) {
        rows.element("\"source_workload\":\"client-" + client + "\"");
        rows.value(at, (long) servers * pods * (isBuckets(name) ? BUCKETS : 1));
      }
    }
  }

  /** How many series of all names have each value of a label. */
  void values(String label, int pods, long at, StubRows rows) throws IOException {
    long each = (long) pods * shape.series();
    int clients = (count + DESTINATIONS - 1) / DESTINATIONS;
    if (label.equals("response_code")) {
      rows.element("\"response_code\":\"200\"").value(at, count * each);
    } else if (label.equals("source_workload")) {
      for (int client = 0; client < clients; client++) {
        rows.element("\"source_workload\":\"client-" + client + "\"");
        rows.value(at, Math.min(DESTINATIONS, count - client * DESTINATIONS) * each);
      }
    } else {
      for (int server = 0; server < DESTINATIONS; server++) {
        rows.element("\"destination_workload\":\"server-" + server + "\"");
        rows.value(at, clients * each); // about so many
      }
    }
  }

  /** The same value for each group, or for each of its buckets. */
  void members(String series, StubSelection of, long at, String value, StubRows rows)
      throws IOException {
    for (int group = 0; group < count; group++) {
      if (!means(of, group)) {
        continue;
      }
      for (int i = 0; i < (isBuckets(series) ? BUCKETS : 1); i++) {
        labels(series, group, i, rows);
        rows.value(at, value);
      }
    }
  }

  /** What had been counted before the hour's requests, and a step later, when they were. */
  void bothEnds(String series, StubSelection of, long at, long step, long gained, StubRows rows)
      throws IOException {
    boolean buckets = isBuckets(series);
    for (int group = 0; group < count; group++) {
      if (!means(of, group)) {
        continue;
      }
      for (int i = 0; i < (buckets ? BUCKETS : 1); i++) {
        int bucket = buckets ? i : BUCKETS - 1;
        labels(series, group, i, rows);
        rows.values(at, counted(group, bucket, 0), at + step, counted(group, bucket, gained));
      }
    }
  }

  /**
   * Every sample of one process.
   *
   * @param target the labels of its target, written as JSON, with a comma at their end
   */
  void samples(String series, StubSelection of, String target, StubSamples samples, StubRows rows)
      throws IOException {
    if (!shape.names.contains(series)) {
      return;
    }
    boolean buckets = isBuckets(series);
    for (int group = 0; group < count; group++) {
      if (means(of, group)) {
        for (int i = 0; i < (buckets ? BUCKETS : 1); i++) {
          rows.next().text("\"__name__\":\"").text(series).text("\",");
          labels(series, group, i, target, rows);
          samples.row(group % 1000, buckets ? i + 1 : BUCKETS, rows);
        }
      }
    }
  }

  private static void labels(String series, int group, int bucket, StubRows rows)
      throws IOException {
    labels(series, group, bucket, "", rows.next());
  }

  private static void labels(String series, int group, int bucket, String target, StubRows rows) {
    rows.text("\"destination_workload\":\"server-").number(group % DESTINATIONS);
    rows.text("\",").text(target).text(isBuckets(series) ? BOUNDS[bucket] : "");
    rows.text("\"response_code\":\"200\",\"source_workload\":\"client-");
    rows.number(group / DESTINATIONS).text("\"}");
  }

  /** Up to a bucket; the last one holds all. */
  private static long counted(int group, int bucket, long gained) {
    return (group % 1000 + gained) * (bucket + 1);
  }
}
