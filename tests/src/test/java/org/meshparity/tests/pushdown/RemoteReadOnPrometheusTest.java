package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** A real Prometheus tells the same samples from its chunks as in its answers, to the last bit. */
class RemoteReadOnPrometheusTest {

  private static final long EPOCH = WritablePrometheus.recentEpochMs();
  private static final long STEP = 5_000;
  private static final int SCRAPES = 700; // several chunks, the last of which is still open
  private static final Map<String, String> TARGET = Map.of("job", "j", "instance", "i:1");

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  private static ScrapedSeries up() {
    return series("up", Map.of(), new Random(1), false);
  }

  /** Steady, jumping and odd values, some scrapes missing, some series marked as ended. */
  private static ScrapedSeries series(
      String name, Map<String, String> more, Random random, boolean odd) {
    Map<String, String> labels = new TreeMap<>(TARGET);
    labels.putAll(more);
    List<Long> stamps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double value = 0;
    for (int i = 0; i < SCRAPES; i++) {
      if (odd && random.nextInt(20) == 0) {
        continue;
      }
      value =
          !odd
              ? 1
              : switch (random.nextInt(8)) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
                case 3 -> ScrapedSeries.STALE;
                case 4 -> -0.0;
                default -> Double.isFinite(value) ? value + 3 : random.nextInt(100);
              };
      stamps.add(i * STEP + (odd ? random.nextInt(900) : 0));
      values.add(value);
    }
    return new ScrapedSeries(
        name,
        labels,
        stamps.stream().mapToLong(Long::longValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static List<ScrapedSeries> odd(int count, Map<String, String> more) {
    Random random = new Random(count);
    List<ScrapedSeries> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> labels = new TreeMap<>(more);
      labels.put("n", "é \"" + i + "\"\n\\");
      all.add(series("odd", labels, random, true));
    }
    return all;
  }

  private PrometheusSource open(WritablePrometheus prometheus, RemoteReads when) {
    PrometheusOptions options = PrometheusOptions.DEFAULT.withRemoteReads(when);
    return (PrometheusSource) PrometheusSource.of(prometheus.url(), options).noting(notes::add);
  }

  private static Map<String, List<String>> read(
      PrometheusSource source, String name, String matchers, long from, long to) throws Exception {
    List<RawSeries> found = new ArrayList<>();
    source.samples(name, LabelMatchers.parse(matchers), EPOCH + from, EPOCH + to, found::add);
    Map<String, List<String>> all = new TreeMap<>();
    for (RawSeries series : found) {
      List<String> samples = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        samples.add((series.timestamp(i) - EPOCH) + " " + series.value(i));
      }
      all.put(series.labels().toString(), samples);
    }
    assertThat(all).hasSameSizeAs(found);
    return all;
  }

  private void assertSame(WritablePrometheus prometheus, String name, String matchers, int most)
      throws Exception {
    try (PrometheusSource chunks = open(prometheus, RemoteReads.ALWAYS);
        PrometheusSource queries = open(prometheus, RemoteReads.NEVER)) {
      assertThat(chunks.readChunks(1, LabelMatchers.ALL, EPOCH, EPOCH + SCRAPES * STEP)).isTrue();
      for (long[] range : new long[][] {{-1, SCRAPES * STEP}, {0, 1}, {STEP, 300 * STEP + 7}}) {
        Map<String, List<String>> told = read(queries, name, matchers, range[0], range[1]);
        assertThat(read(chunks, name, matchers, range[0], range[1])).isEqualTo(told);
        assertThat(told.size()).isLessThanOrEqualTo(most);
      }
      assertThat(read(chunks, name, matchers, -1, SCRAPES * STEP)).hasSize(most);
    }
  }

  @Test
  void oddSamplesOfManySeriesAreTheSame() throws Exception {
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder)) {
      prometheus.write(EPOCH, List.of(up()));
      prometheus.write(EPOCH, odd(300, Map.of()));

      assertSame(prometheus, "odd", "", 300);
      assertSame(prometheus, "odd", "n=~\".*[12]\\\"\\n.*\",job=\"j\",none=\"\"", 60);
      assertSame(prometheus, "absent", "", 0);
      assertThat(notes).isEmpty();
      assertThat(prometheus.answers("/api/v1/read")).isEqualTo(3 * 5);
    }
  }

  @Test
  void externalLabelsMakeNoDifference() throws Exception {
    try (WritablePrometheus prometheus =
        WritablePrometheus.startWithExternalLabels(folder, "cluster: eu, replica: 'a b'")) {
      prometheus.write(EPOCH, List.of(up()));
      prometheus.write(EPOCH, odd(40, Map.of()));

      assertSame(prometheus, "odd", "", 40);
      assertSame(prometheus, "odd", "cluster=\"\"", 40);
      assertSame(prometheus, "odd", "cluster=\"eu\"", 0);
      assertThat(notes).isEmpty();
    }
  }

  /** Even where a series' own label has the very value that the server would add. */
  @Test
  void seriesWithAnExternalLabelOfTheirOwnAreTheSame() throws Exception {
    try (WritablePrometheus prometheus =
        WritablePrometheus.startWithExternalLabels(folder, "cluster: eu")) {
      prometheus.write(EPOCH, List.of(up()));
      prometheus.write(EPOCH, odd(4, Map.of()));
      prometheus.write(EPOCH, odd(5, Map.of("cluster", "eu")));
      prometheus.write(EPOCH, odd(6, Map.of("cluster", "us")));

      assertSame(prometheus, "odd", "", 15);
      assertThat(notes).isNotEmpty().allMatch(note -> note.contains("external labels"));
    }
  }

  @Test
  void nativeHistogramsAreToldAsAQueryTellsThem() throws Exception {
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder);
        PrometheusSource chunks = open(prometheus, RemoteReads.ALWAYS);
        PrometheusSource queries = open(prometheus, RemoteReads.NEVER)) {
      Map<String, String> labels = new TreeMap<>(TARGET);
      labels.put("__name__", "odd");
      SortedMap<Integer, Long> buckets = new TreeMap<>(Map.of(1, 5L));
      NativeSeries.Sample sample = new NativeSeries.Sample(STEP, 0, 0, buckets, 7);
      prometheus.write(EPOCH, List.of(up()));
      prometheus.writeNative(EPOCH, List.of(new NativeSeries(labels, List.of(sample))));

      assertThat(chunks.readChunks(1, LabelMatchers.ALL, EPOCH, EPOCH + SCRAPES * STEP)).isTrue();
      SourceUnavailable one = fault(chunks);
      SourceUnavailable other = fault(queries);
      assertThat(one).hasMessage(other.getMessage()).hasMessageContaining("native histogram");
      assertThat(notes).singleElement().asString().contains("another kind");
    }
  }

  private static SourceUnavailable fault(PrometheusSource source) {
    SourceUnavailable fault =
        catchThrowableOfType(
            SourceUnavailable.class, () -> read(source, "odd", "", 0, SCRAPES * STEP));
    assertThat(fault).isNotNull();
    return fault;
  }
}
