package org.meshparity.tests.bench;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.meshparity.comparator.source.PageTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A page of histograms, read by ours, by a reader of lines, and by a library. */
@State(Scope.Benchmark)
public class ComparePages {

  /** As large as what a sidecar with 250 neighbours shows. */
  static final int BYTES = 16_000_000;

  private final PageTask task = new PageTask(BYTES);
  private final PageTask boundFirst = task.boundFirst();
  private final byte[] page = task.page();

  @Benchmark
  public double parse() throws IOException {
    return task.parse();
  }

  @Benchmark
  public long judged() throws IOException {
    return task.judged();
  }

  @Benchmark
  public long judgedBoundFirst() throws IOException {
    return boundFirst.judged();
  }

  @Benchmark
  public long lines() throws IOException {
    long length = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(page), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        length += line.length();
      }
    }
    return length;
  }

  @Benchmark
  public int library() throws IOException {
    TextPrometheusMetricDataParser parser =
        new TextPrometheusMetricDataParser(new ByteArrayInputStream(page));
    int metrics = 0;
    for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
      metrics += family.getMetrics().size();
    }
    return metrics;
  }
}
