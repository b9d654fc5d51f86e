package org.meshparity.comparator.run;

import java.util.List;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Whether what servers add up fits into memory at a time. While it is read a group takes several
 * times as much as what it came to takes afterwards, so that many more groups fit if they are read
 * one part after the other.
 */
final class SumsInMemory {

  /** Of a counter, both sides together, with how its labels are written. */
  private static final double BYTES_OF_GROUP = 1400;

  /** All at a time may take so much of memory; that is less than reading in parts takes. */
  private static final double FITS = 0.5;

  /** And one of several parts so much. */
  private static final double PART = 0.2;

  private static final int MOST_PARTS = 64;

  private SumsInMemory() {}

  /** In how many parts to read. */
  static int parts(List<MetricRule> metrics, SideRun legacy, SideRun candidate) {
    double groups = 0;
    for (MetricRule metric : metrics) {
      double one = counts(legacy, metric, metric.legacy());
      double two = counts(candidate, metric, metric.candidate());
      double fewer = Math.min(one, two); // each of them may be of several processes
      groups += Double.isFinite(fewer) ? fewer : 0;
    }
    return parts(groups, legacy.budget().limits().memory());
  }

  /** How many series count something: one for each group and process. */
  private static double counts(SideRun side, MetricRule metric, SeriesRules series) {
    List<SideRun.Name> counting =
        side.names(metric, series).stream()
            .filter(name -> name.part() == Part.COUNTER || name.part() == Part.COUNT)
            .toList();
    return side.counts().of(counting);
  }

  /**
   * In how many parts to read so many groups.
   *
   * @param memory in bytes
   */
  static int parts(double groups, long memory) {
    double bytes = groups * BYTES_OF_GROUP;
    return bytes <= FITS * memory
        ? 1
        : (int) Math.min(MOST_PARTS, Math.ceil(bytes / (PART * memory)));
  }
}
