package org.meshparity.tests.bench;

import java.io.IOException;
import java.util.List;

/** The groups of a {@link StubMesh}: each has a counter and a histogram of 20 buckets. */
final class StubGroups {

  /** A counter, 20 buckets, a sum and a count. */
  static final int SERIES = 23;

  static final String PACK =
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
        - name: request-duration
          type: histogram
          unit: seconds
          legacy: {series: duration_seconds, le: includes, sum: exact}
          candidate: {series: duration_seconds, le: includes, sum: exact}
          provenance: {url: "https://prometheus.io/docs", versions: "any", checked: 2026-11-22}
      """;

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

  StubGroups(int count) {
    this.count = count;
  }

  /** How many series there are of each name that is asked for; for each bound if that is wanted. */
  void counts(String query, int pods, long at, StubRows rows) throws IOException {
    boolean byBound = query.startsWith("count by (__name__,le)");
    for (String name : NAMES) {
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

  /** How many series a name has. */
  long series(String name, int pods) {
    return (long) count * pods * (isBuckets(name) ? BUCKETS : 1);
  }

  private static boolean isBuckets(String name) {
    return name.endsWith("_bucket");
  }

  /** The same value for each group, or for each of its buckets. */
  void members(String series, long at, String value, StubRows rows) throws IOException {
    for (int group = 0; group < count; group++) {
      for (int i = 0; i < (isBuckets(series) ? BUCKETS : 1); i++) {
        labels(series, group, i, rows);
        rows.value(at, value);
      }
    }
  }

  /** What had been counted before the hour's requests, and a step later, when they were. */
  void bothEnds(String series, long at, long step, long gained, StubRows rows) throws IOException {
    boolean buckets = isBuckets(series);
    for (int group = 0; group < count; group++) {
      for (int i = 0; i < (buckets ? BUCKETS : 1); i++) {
        int bucket = buckets ? i : BUCKETS - 1;
        labels(series, group, i, rows);
        rows.values(at, counted(group, bucket, 0), at + step, counted(group, bucket, gained));
      }
    }
  }

  private static void labels(String series, int group, int bucket, StubRows rows)
      throws IOException {
    rows.next().text("\"destination_workload\":\"server-").number(group % DESTINATIONS);
    rows.text("\",").text(isBuckets(series) ? BOUNDS[bucket] : "");
    rows.text("\"response_code\":\"200\",\"source_workload\":\"client-");
    rows.number(group / DESTINATIONS).text("\"}");
  }

  /** Up to a bucket; the last one holds all. */
  private static long counted(int group, int bucket, long gained) {
    return (group % 1000 + gained) * (bucket + 1);
  }
}
