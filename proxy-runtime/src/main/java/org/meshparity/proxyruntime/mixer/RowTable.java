package org.meshparity.proxyruntime.mixer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.mixer.config.Metric;
import org.meshparity.proxyruntime.mixer.expression.Conversions;
import org.meshparity.proxyruntime.mixer.expression.EvaluationFailed;
import org.meshparity.proxyruntime.mixer.expression.Expression;
import org.meshparity.proxyruntime.mixer.expression.Frame;

/**
 * The series of all metrics that have the same labels.
 *
 * <p>Istio's four request metrics do, and a report is recorded in all of them: so its twenty labels
 * are evaluated once, and found once.
 *
 * <p>One thread at a time records or expires; whoever shows the series takes a list of the rows and
 * reads them one by one, so that a slow reader holds nobody up.
 */
final class RowTable {

  private static final int INITIAL = 64;

  private final List<Metric> metrics = new ArrayList<>();
  private final Expression[] labels;
  private final String[] values;
  private final SeriesLimit limit;

  private @Nullable Row[] rows = new @Nullable Row[INITIAL];
  private int size;

  private long evaluated = -1;
  private int hash;
  private @Nullable Row found;
  private @Nullable EvaluationFailed failure;

  RowTable(List<Expression> labels, SeriesLimit limit) {
    this.labels = labels.toArray(Expression[]::new);
    this.values = new String[labels.size()];
    this.limit = limit;
  }

  /** Adds a metric and says which one of this table it is. */
  int add(Metric metric) {
    metrics.add(metric);
    return metrics.size() - 1;
  }

  /**
   * Records one report in one metric.
   *
   * @param report a number that only the calls for this report have
   * @throws EvaluationFailed when a label or the value cannot be had; nothing is recorded then
   */
  void record(int metric, Frame frame, long report, long nowNanos) {
    evaluate(frame, report);
    Metric definition = metrics.get(metric);
    double value = Conversions.number(definition.value(), frame);
    if (value < 0 && definition.kind() == Metric.Kind.COUNTER) {
      throw new EvaluationFailed("a counter cannot decrease, was told to by " + value);
    }
    Row row = found;
    if (row == null) {
      row = insert();
      found = row;
    }
    synchronized (row) {
      Cell cell = row.cell(metric);
      if (cell == null) {
        cell = Cell.of(definition);
        row.put(metric, cell);
      }
      cell.record(value, nowNanos);
    }
  }

  private void evaluate(Frame frame, long report) {
    if (evaluated != report) {
      evaluated = report;
      found = null;
      failure = null;
      try {
        find(frame);
      } catch (EvaluationFailed e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void find(Frame frame) {
    int mixed = 1;
    for (int i = 0; i < labels.length; i++) {
      String value = Conversions.label(labels[i], frame);
      values[i] = value;
      mixed = 31 * mixed + value.hashCode();
    }
    hash = mixed ^ (mixed >>> 15);
    Row row = rows[hash & (rows.length - 1)];
    while (row != null && !row.has(values, hash)) {
      row = row.next;
    }
    found = row;
  }

  private synchronized Row insert() {
    limit.take();
    if (size >= rows.length) {
      grow();
    }
    int at = hash & (rows.length - 1);
    Row row = new Row(values, hash, metrics.size(), rows[at]);
    rows[at] = row;
    size++;
    return row;
  }

  private void grow() {
    List<Row> all = all();
    rows = new @Nullable Row[2 * rows.length];
    for (Row row : all) {
      int at = row.hash() & (rows.length - 1);
      row.next = rows[at];
      rows[at] = row;
    }
  }

  private List<Row> all() {
    List<Row> all = new ArrayList<>(size);
    for (Row first : rows) {
      for (Row row = first; row != null; row = row.next) {
        all.add(row);
      }
    }
    return all;
  }

  /** Deletes the series that are idle for as long as their metric says. */
  void expire(long nowNanos) {
    evaluated = -1;
    for (Row row : copy()) {
      if (expire(row, nowNanos)) {
        remove(row);
      }
    }
  }

  private boolean expire(Row row, long nowNanos) {
    synchronized (row) {
      for (int i = 0; i < metrics.size(); i++) {
        Cell cell = row.cell(i);
        Metric metric = metrics.get(i);
        boolean idle =
            cell != null
                && metric.expiry().isPresent()
                && cell.isIdle(nowNanos, metric.expiry().get().after().toNanos());
        if (idle) {
          row.put(i, null);
        }
      }
      return row.isEmpty();
    }
  }

  private synchronized void remove(Row gone) {
    int at = gone.hash() & (rows.length - 1);
    Row before = null;
    for (Row row = rows[at]; row != null; row = row.next) {
      if (row == gone) {
        if (before == null) {
          rows[at] = gone.next;
        } else {
          before.next = gone.next;
        }
        size--;
        limit.giveBack();
        return;
      }
      before = row;
    }
  }

  /** The rows there are now. */
  synchronized List<Row> copy() {
    return all();
  }
}
