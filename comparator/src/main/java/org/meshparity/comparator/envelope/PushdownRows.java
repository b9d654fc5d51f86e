package org.meshparity.comparator.envelope;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Ends.Corner;
import org.meshparity.comparator.series.BucketBound;
import org.meshparity.rules.MetricRule;

/**
 * Gathers what the server added up for one metric of one side: a row of numbers for each group.
 * Series that a label mapping makes one are summed here, before anything is compared.
 */
public final class PushdownRows {

  /** Which of the four readings a query answers. */
  public enum Reading {
    LOWER_START(Corner.LOWER_START),
    UPPER_START(Corner.UPPER_START),
    LOWER_END(Corner.LOWER_END),
    UPPER_END(Corner.UPPER_END);

    private final Corner corner;

    Reading(Corner corner) {
      this.corner = corner;
    }
  }

  private static final class Row {
    private final TreeMap<Double, double[]> buckets = new TreeMap<>();
    private final TreeMap<Double, Double> bucketMembers = new TreeMap<>();
    private final double[] count = new double[4];
    private final double[] sum = new double[4];
    private double members;
    private double sumMembers;
    private double series;
    private double passing;
    private double sound;
    private boolean failed;
    private final NamesSeen names = new NamesSeen();
  }

  private final Identity identity;
  private final MetricRule.Type type;
  private final Map<GroupKey, Row> rows = new LinkedHashMap<>();

  /** For one metric of one side. */
  public PushdownRows(Identity identity, MetricRule.Type type) {
    this.identity = identity;
    this.type = type;
  }

  /** One element of a reading's answer. */
  public void add(
      Reading reading, RawMetric.Part part, UnaryOperator<String> labels, double value) {
    Row row = row(labels);
    double[] readings =
        switch (part) {
          case COUNTER, COUNT -> row.count;
          case SUM -> row.sum;
          case BUCKET ->
              row.buckets.computeIfAbsent(
                  BucketBound.parse(labels.apply("le")), le -> new double[4]);
          case NATIVE -> throw nothingToAddUp();
        };
    readings[reading.corner.position()] += value;
  }

  /**
   * How many series of a name a group, or one of its buckets, has; a group that shows under two
   * names fails.
   */
  public void members(
      Named named, RawMetric.Part part, UnaryOperator<String> labels, double count) {
    Row row = row(labels);
    row.series += count;
    row.failed |= row.names.note(named) != null;
    switch (part) {
      case COUNTER, COUNT -> row.members += count;
      case SUM -> row.sumMembers += count;
      case BUCKET ->
          row.bucketMembers.merge(BucketBound.parse(labels.apply("le")), count, Double::sum);
      case NATIVE -> throw nothingToAddUp();
    }
  }

  /** Their buckets come and go, so no sums of them are bounds; they are read sample by sample. */
  private static IllegalStateException nothingToAddUp() {
    return new IllegalStateException("native histograms must be read sample by sample");
  }

  /** How many series of a name of a group, or of one of its buckets, pass all guards. */
  public void passing(UnaryOperator<String> labels, double count) {
    row(labels).passing += count;
  }

  /** How many series of a name of a group, or of one of its buckets, hold nothing but counts. */
  public void sound(UnaryOperator<String> labels, double count) {
    row(labels).sound += count;
  }

  /** A group that the server's sums cannot tell, whatever its own series look like. */
  public void failed(UnaryOperator<String> labels) {
    row(labels).failed = true;
  }

  /** Every group fails. */
  public void allFailed() {
    rows.values().forEach(row -> row.failed = true);
  }

  /** How many groups there are. */
  public int size() {
    return rows.size();
  }

  private Row row(UnaryOperator<String> labels) {
    return rows.computeIfAbsent(identity.of(labels), key -> new Row());
  }

  /**
   * What each group gained; null for a group that the server's sums cannot tell, whose raw samples
   * must be read.
   */
  public Map<GroupKey, @Nullable Gains> gains() {
    Map<GroupKey, @Nullable Gains> gains = new LinkedHashMap<>();
    rows.forEach((key, row) -> gains.put(key, gains(row)));
    return gains;
  }

  private @Nullable Gains gains(Row row) {
    boolean passed = row.passing == row.series && row.sound == row.series;
    if (row.failed || row.members == 0 || !passed || !whole(row)) {
      return null;
    }
    Layout layout =
        type == MetricRule.Type.HISTOGRAM ? Layout.histogram(bounds(row)) : Layout.none(type);
    Ends ends = new Ends(layout);
    for (Corner corner : Corner.values()) {
      for (int i = 0; i < layout.buckets(); i++) {
        ends.set(
            corner, i, row.buckets.getOrDefault(layout.bound(i), new double[4])[corner.position()]);
      }
      ends.set(corner, layout.count(), row.count[corner.position()]);
      if (layout.isHistogram()) {
        ends.set(corner, layout.sum(), row.sum[corner.position()]);
      }
    }
    try {
      return Gains.between(ends);
    } catch (BrokenSamples e) {
      return null; // the raw samples say what is wrong with them
    }
  }

  /** Whether every process of the group has every bucket, and the largest is +Inf. */
  private boolean whole(Row row) {
    if (type == MetricRule.Type.COUNTER) {
      return true;
    }
    if (type == MetricRule.Type.SUMMARY) {
      return row.sumMembers == row.members;
    }
    for (double members : row.bucketMembers.values()) {
      if (members != row.members) {
        return false;
      }
    }
    return row.sumMembers == row.members
        && !row.bucketMembers.isEmpty()
        && row.bucketMembers.lastKey() == Double.POSITIVE_INFINITY;
  }

  private static double[] bounds(Row row) {
    return row.bucketMembers.keySet().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
