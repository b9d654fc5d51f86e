package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Ends.Corner;
import org.meshparity.rules.MetricRule;

/**
 * One side of one group, summed from pages while they are read: a handful of numbers, however many
 * series there were. How many series each number was summed from tells in the end whether all had
 * the same buckets.
 */
final class ExactGroup {

  private static final double EXACT_INTEGERS = 0x1p53;

  private final List<Total> buckets = new ArrayList<>();
  private final Total count = new Total(Double.NaN);
  private final Total sum = new Total(Double.NaN);
  private int following; // the bucket that is likely to come next
  private boolean whole = true;
  private final NamesSeen names = new NamesSeen();
  private @Nullable String broken;

  /** What series of one kind, or buckets of one bound, add up to. */
  private static final class Total {
    private final double bound;
    private double before;
    private double now;
    private int seriesBefore;
    private int seriesNow;

    Total(double bound) {
      this.bound = bound;
    }
  }

  void before(ExactSample sample) {
    Total total = note(sample);
    total.before += sample.value();
    total.seriesBefore++;
  }

  void now(ExactSample sample) {
    Total total = note(sample);
    total.now += sample.value();
    total.seriesNow++;
  }

  private Total note(ExactSample sample) {
    String twoNames = names.note(sample.named());
    if (twoNames != null) {
      broken = twoNames;
    }
    if (!(sample.value() >= 0) || Double.isInfinite(sample.value())) {
      broken = "it has a sample of " + sample.value() + ", which no counter can reach";
    }
    return switch (sample.part()) {
      case COUNTER, COUNT -> counted(count, sample);
      case BUCKET -> counted(bucket(sample.bound()), sample);
      case SUM -> sum;
      case NATIVE -> throw new IllegalStateException("no page of text shows native histograms");
    };
  }

  private Total counted(Total total, ExactSample sample) {
    whole &= sample.value() == Math.rint(sample.value());
    return total;
  }

  /** Buckets mostly arrive in ascending order, again and again the same ones. */
  private Total bucket(double bound) {
    int at = following < buckets.size() && buckets.get(following).bound <= bound ? following : 0;
    while (at < buckets.size() && buckets.get(at).bound < bound) {
      at++;
    }
    following = at + 1;
    if (at == buckets.size() || buckets.get(at).bound != bound) {
      buckets.add(at, new Total(bound));
    }
    return buckets.get(at);
  }

  /**
   * What was gained, exactly: lower and upper bounds are the same but where fractions were added.
   *
   * @throws BrokenSamples if the samples are no counts, or do not belong together
   */
  Gains gains(MetricRule.Type type) throws BrokenSamples {
    if (broken != null) {
      throw new BrokenSamples(broken);
    }
    Layout layout =
        switch (type) {
          case COUNTER -> Layout.COUNTER;
          case SUMMARY -> summary();
          case HISTOGRAM -> histogram();
        };
    Ends ends = new Ends(layout);
    for (int i = 0; i < layout.buckets(); i++) {
      set(ends, i, buckets.get(i), 0);
    }
    set(ends, layout.count(), count, roundingError());
    if (layout.isHistogram()) {
      set(ends, layout.sum(), sum, 0); // Gains widens it
    }
    return Gains.between(ends);
  }

  private Layout summary() throws BrokenSamples {
    if (!whole) {
      throw new BrokenSamples("it has a count that is no whole number");
    }
    checkComplete(sum, "it has a count without its sum");
    return Layout.SUMMARY;
  }

  private Layout histogram() throws BrokenSamples {
    if (buckets.isEmpty()) {
      throw new BrokenSamples("it has a count without buckets");
    }
    if (!whole) {
      throw new BrokenSamples("it has a count that is no whole number");
    }
    for (Total bucket : buckets) {
      checkComplete(
          bucket, "its processes have different buckets: not all have le=" + bucket.bound);
    }
    checkComplete(sum, "it has a histogram without its sum");
    return Layout.histogram(buckets.stream().mapToDouble(bucket -> bucket.bound).toArray());
  }

  private void checkComplete(Total total, String reason) throws BrokenSamples {
    if (total.seriesNow != count.seriesNow || total.seriesBefore != count.seriesBefore) {
      throw new BrokenSamples(reason);
    }
  }

  private void set(Ends ends, int i, Total total, double error) throws BrokenSamples {
    if (total != sum && total.now >= EXACT_INTEGERS) {
      throw new BrokenSamples(
          "its counts are above 2^53, where a sample cannot hold every integer");
    }
    ends.set(Corner.LOWER_START, i, total.before);
    ends.set(Corner.UPPER_START, i, total.before);
    ends.set(Corner.LOWER_END, i, Math.max(0, total.now - error));
    ends.set(Corner.UPPER_END, i, total.now + error);
  }

  /** Fractions round with each addition, by at most 2^-53 of the result. */
  private double roundingError() {
    int additions = count.seriesNow + count.seriesBefore;
    return whole || additions == 1 ? 0 : 2 * additions * 0x1p-53 * count.now;
  }
}
