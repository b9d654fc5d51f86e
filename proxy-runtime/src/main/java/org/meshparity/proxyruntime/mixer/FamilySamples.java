package org.meshparity.proxyruntime.mixer;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.mixer.config.Metric;

/**
 * The samples of one metric, made when they are asked for: a page of a hundred thousand series
 * never is in memory as samples. All samples of one series are of one moment. A series that expires
 * while its page is read shows what it had: a zero would look like a restart.
 */
final class FamilySamples extends AbstractList<Sample> {

  private final Metric metric;
  private final List<Shown> series;
  private final List<String> names;
  private final List<String> bucketNames;
  private final int perRow;

  private int readRow = -1;
  private double value;
  private long[] cumulative = new long[0];

  /**
   * The samples of a metric.
   *
   * @param index which one of its table it is
   * @param rows of the table; those without a series of this metric are left out
   */
  FamilySamples(Metric metric, int index, List<Row> rows) {
    this.metric = metric;
    this.series = series(index, rows);
    this.names = metric.labelNames();
    List<String> withBound = new ArrayList<>(names);
    withBound.add("le");
    this.bucketNames = List.copyOf(withBound);
    boolean distribution = metric.kind() == Metric.Kind.DISTRIBUTION;
    this.perRow = distribution ? metric.bounds().size() + 3 : 1;
  }

  private static List<Shown> series(int index, List<Row> rows) {
    List<Shown> series = new ArrayList<>(rows.size());
    for (Row row : rows) {
      synchronized (row) {
        Cell cell = row.cell(index);
        if (cell != null) {
          series.add(new Shown(row, cell));
        }
      }
    }
    return series;
  }

  @Override
  public int size() {
    return series.size() * perRow;
  }

  @Override
  public Sample get(int position) {
    Shown shown = series.get(position / perRow);
    Row row = shown.row();
    int part = position % perRow;
    if (readRow != position / perRow) {
      read(shown);
      readRow = position / perRow;
    }
    if (perRow == 1) {
      return new Sample(metric.series(), names, new Labels(row, null), value);
    }
    int bounds = metric.bounds().size();
    if (part <= bounds) {
      String bound = part == bounds ? "+Inf" : GoExposition.number(metric.bounds().get(part));
      Labels labels = new Labels(row, bound);
      return new Sample(metric.series() + "_bucket", bucketNames, labels, cumulative[part]);
    }
    Labels labels = new Labels(row, null);
    return part == bounds + 1
        ? new Sample(metric.series() + "_sum", names, labels, value)
        : new Sample(metric.series() + "_count", names, labels, cumulative[bounds]);
  }

  private void read(Shown shown) {
    synchronized (shown.row()) {
      value = shown.cell().value();
      cumulative = shown.cell().cumulative();
    }
  }

  /** One series, kept though its row may have let it go since. */
  private record Shown(Row row, Cell cell) {}

  /** The values of a row's labels, and a bucket's bound behind them. */
  private static final class Labels extends AbstractList<String> {
    private final Row row;
    private final @Nullable String bound;

    Labels(Row row, @Nullable String bound) {
      this.row = row;
      this.bound = bound;
    }

    @Override
    public String get(int position) {
      return bound != null && position == row.width() ? bound : row.value(position);
    }

    @Override
    public int size() {
      return row.width() + (bound == null ? 0 : 1);
    }
  }
}
