package org.meshparity.tests.bench;

import java.io.IOException;

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

  /** How many series there are of each name. */
  void counts(int pods, long at, StubRows rows) throws IOException {
    long one = (long) count * pods;
    rows.element("\"__name__\":\"requests_total\"").value(at, one);
    rows.element("\"__name__\":\"duration_seconds_bucket\"").value(at, one * BUCKETS);
    rows.element("\"__name__\":\"duration_seconds_count\"").value(at, one);
    rows.element("\"__name__\":\"duration_seconds_sum\"").value(at, one);
  }

  /**
   * A row for each group, or for each of its buckets.
   *
   * @param late whether the hour's requests have been counted
   * @param members how many series each row stands for, if that is what is asked; else 0
   */
  void rows(String series, long at, boolean late, int members, StubRows rows) throws IOException {
    boolean buckets = series.endsWith("_bucket");
    for (int group = 0; group < count; group++) {
      for (int i = 0; i < (buckets ? BUCKETS : 1); i++) {
        rows.next().text("\"destination_workload\":\"server-").number(group % DESTINATIONS);
        rows.text("\",").text(buckets ? BOUNDS[i] : "").text("\"response_code\":\"200\",");
        rows.text("\"source_workload\":\"client-").number(group / DESTINATIONS).text("\"}");
        rows.value(at, members > 0 ? members : counted(group, buckets ? i : BUCKETS - 1, late));
      }
    }
  }

  /** Up to a bucket; the last one holds all. */
  private static long counted(int group, int bucket, boolean late) {
    return (group % 1000 + (late ? 1000L : 0)) * (bucket + 1);
  }
}
