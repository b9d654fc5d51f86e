package org.meshparity.comparator.envelope;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Ends.Corner;
import org.meshparity.comparator.series.BucketBound;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Sums;
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

  private static final @Nullable PushdownRow[] NO_ROWS = {};

  private final Identity identity;
  private final MetricRule.Type type;
  private final BucketShapes shapes = new BucketShapes();
  private final Map<GroupKey, PushdownRow> rows = new LinkedHashMap<>();
  private final Map<LabelSets, Map<Named, @Nullable PushdownRow[]>> bySet = new HashMap<>();

  /** For one metric of one side. */
  public PushdownRows(Identity identity, MetricRule.Type type) {
    this.identity = identity;
    this.type = type;
  }

  /** One element of a reading's answer. */
  public void add(
      Reading reading, RawMetric.Part part, UnaryOperator<String> labels, double value) {
    row(labels).add(reading.corner, part, bound(part, labels), value, shapes);
  }

  /** A reading's whole answer. */
  public void add(Reading reading, Named named, RawMetric.Part part, Sums sums) {
    @Nullable PushdownRow[] known = known(named, sums.known());
    for (int i = 0; i < sums.size(); i++) {
      row(named, sums, i, known)
          .add(reading.corner, part, sums.known().bound(sums.le(i)), sums.value(i), shapes);
    }
  }

  /**
   * How many series of a name a group, or one of its buckets, has; a group that shows under two
   * names fails.
   */
  public void members(
      Named named, RawMetric.Part part, UnaryOperator<String> labels, double count) {
    row(labels).members(named, part, bound(part, labels), count, shapes);
  }

  /** The same for a whole answer, which also tells what fell: such groups fail. */
  public void membersAndFalls(Named named, RawMetric.Part part, Sums sums) {
    @Nullable PushdownRow[] known = known(named, sums.known());
    for (int i = 0; i < sums.size(); i++) {
      row(named, sums, i, known)
          .members(named, part, sums.known().bound(sums.le(i)), count(sums.value(i)), shapes);
      if (PushdownQueries.falls(sums.value(i)) != 0) {
        row(named, sums, i, known).fail();
      }
    }
    rows.values().forEach(PushdownRow::trim);
  }

  private static double count(double sum) {
    return PushdownQueries.members(sum);
  }

  private static double bound(RawMetric.Part part, UnaryOperator<String> labels) {
    return part == RawMetric.Part.BUCKET ? BucketBound.parse(labels.apply("le")) : Double.NaN;
  }

  /** How many series of a name of a group, or of one of its buckets, pass all guards. */
  public void passing(UnaryOperator<String> labels, double count) {
    row(labels).passing(count);
  }

  /** The same for a whole answer. */
  public void passing(Named named, Sums sums) {
    @Nullable PushdownRow[] known = known(named, sums.known());
    for (int i = 0; i < sums.size(); i++) {
      row(named, sums, i, known).passing(sums.value(i));
    }
  }

  /** How many series of a name of a group, or of one of its buckets, hold nothing but counts. */
  public void sound(UnaryOperator<String> labels, double count) {
    row(labels).sound(count);
  }

  /** The same for a whole answer. */
  public void sound(Named named, Sums sums) {
    @Nullable PushdownRow[] known = known(named, sums.known());
    for (int i = 0; i < sums.size(); i++) {
      row(named, sums, i, known).sound(sums.value(i));
    }
  }

  /** All members of an answer pass all guards. */
  public void allPassing(Named named, Sums members) {
    @Nullable PushdownRow[] known = known(named, members.known());
    for (int i = 0; i < members.size(); i++) {
      row(named, members, i, known).passing(count(members.value(i)));
    }
  }

  /** All members of an answer hold nothing but counts. */
  public void allSound(Named named, Sums members) {
    @Nullable PushdownRow[] known = known(named, members.known());
    for (int i = 0; i < members.size(); i++) {
      row(named, members, i, known).sound(count(members.value(i)));
    }
  }

  /** A group that the server's sums cannot tell, whatever its own series look like. */
  public void failed(UnaryOperator<String> labels) {
    row(labels).fail();
  }

  /** All groups of an answer. */
  public void failed(Named named, Sums sums) {
    @Nullable PushdownRow[] known = known(named, sums.known());
    for (int i = 0; i < sums.size(); i++) {
      row(named, sums, i, known).fail();
    }
  }

  /** Every group fails. */
  public void allFailed() {
    rows.values().forEach(PushdownRow::fail);
  }

  /** How many groups there are. */
  public int size() {
    return rows.size();
  }

  /** How many series a group has, as far as its members told. */
  public double series(GroupKey group) {
    PushdownRow row = rows.get(group);
    return row == null ? 0 : row.series();
  }

  private PushdownRow row(UnaryOperator<String> labels) {
    return rows.computeIfAbsent(identity.of(labels), key -> created());
  }

  /**
   * Whoever has read an answer waits for nothing while it is taken, so this is where a thread that
   * was interrupted notices: with each group that needs more memory.
   */
  private static PushdownRow created() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("this run was stopped");
    }
    return new PushdownRow();
  }

  /** A label set comes again in every answer, for every bucket; its group is looked up once. */
  private PushdownRow row(Named named, Sums sums, int i, @Nullable PushdownRow[] known) {
    int set = sums.set(i);
    PushdownRow row = known[set];
    if (row == null) {
      GroupKey group = identity.of(named, sums.known().labels(set));
      row = rows.computeIfAbsent(group, key -> created());
      known[set] = row;
    }
    return row;
  }

  private @Nullable PushdownRow[] known(Named named, LabelSets meant) {
    Map<Named, @Nullable PushdownRow[]> ofSets = bySet.computeIfAbsent(meant, m -> new HashMap<>());
    @Nullable PushdownRow[] known = ofSets.getOrDefault(named, NO_ROWS);
    if (known.length < meant.size()) {
      known = Arrays.copyOf(known, meant.size());
      ofSets.put(named, known);
    }
    return known;
  }

  /** No large answer is expected any more: which group a label set of the former ones is of. */
  public void forgetSets() {
    bySet.clear();
  }

  /**
   * What each group gained; null for a group that the server's sums cannot tell, whose raw samples
   * must be read.
   */
  public Map<GroupKey, @Nullable Gains> gains() {
    Map<GroupKey, @Nullable Gains> gains = new LinkedHashMap<>();
    rows.forEach((key, row) -> gains.put(key, row.gains(type, shapes)));
    return gains;
  }
}
