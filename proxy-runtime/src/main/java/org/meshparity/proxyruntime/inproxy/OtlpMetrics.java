package org.meshparity.proxyruntime.inproxy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A proxy's series as OpenTelemetry's metrics: the same names, labels and numbers as on its page,
 * histograms with the page's bounds. All are cumulative since the proxy began.
 */
final class OtlpMetrics implements MetricProducer {

  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("org.meshparity.proxyruntime.inproxy");
  private static final List<Double> BOUNDS = Arrays.stream(Bin.bounds()).boxed().toList();

  private final InProxyStats stats;
  private final long start = now();

  OtlpMetrics(InProxyStats stats) {
    this.stats = stats;
  }

  private static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    long now = now();
    List<MetricData> metrics = new ArrayList<>();
    for (Family family : stats.families()) {
      MetricData metric = metric(resource, family, now);
      if (!metric.isEmpty()) {
        metrics.add(metric);
      }
    }
    return metrics;
  }

  private MetricData metric(Resource resource, Family family, long now) {
    Data<?> data =
        switch (family.type()) {
          case COUNTER ->
              SumData.createLongSumData(
                  true,
                  AggregationTemporality.CUMULATIVE,
                  points(family, series -> number(series, now)));
          case GAUGE -> GaugeData.createLongGaugeData(points(family, s -> number(s, now)));
          case HISTOGRAM ->
              HistogramData.create(
                  AggregationTemporality.CUMULATIVE,
                  points(family, series -> histogram(series, now)));
        };
    MetricDataType type =
        switch (family.type()) {
          case COUNTER -> MetricDataType.LONG_SUM;
          case GAUGE -> MetricDataType.LONG_GAUGE;
          case HISTOGRAM -> MetricDataType.HISTOGRAM;
        };
    return new Metric(resource, family.name(), type, data);
  }

  private static <T> List<T> points(Family family, Function<Series, T> point) {
    int size = family.size();
    List<T> points = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Series series = family.get(i);
      boolean visible = family.type() != MetricType.HISTOGRAM || series.histogram().count() > 0;
      if (visible) {
        points.add(point.apply(series));
      }
    }
    return points;
  }

  private LongPointData number(Series series, long now) {
    return LongPointData.create(start, now, attributes(series), series.value());
  }

  private HistogramPointData histogram(Series series, long now) {
    HistogramSnapshot shown = series.histogram();
    List<Long> counts = new ArrayList<>(BOUNDS.size() + 1);
    long before = 0;
    for (long below : shown.below()) {
      counts.add(below - before);
      before = below;
    }
    counts.add(shown.count() - before);
    return HistogramPointData.create(
        start, now, attributes(series), shown.sum(), false, 0, false, 0, BOUNDS, counts);
  }

  private static Attributes attributes(Series series) {
    var attributes = Attributes.builder();
    LabelText.forEach(series.labels(), attributes::put);
    return attributes.build();
  }

  /** One metric; what OpenTelemetry has for this is not part of its public API. */
  private record Metric(Resource resource, String name, MetricDataType type, Data<?> data)
      implements MetricData {

    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return SCOPE;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getDescription() {
      return "";
    }

    @Override
    public String getUnit() {
      if (name.endsWith("_milliseconds")) {
        return "ms";
      }
      return name.contains("_bytes") ? "By" : "1";
    }

    @Override
    public MetricDataType getType() {
      return type;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }
}
