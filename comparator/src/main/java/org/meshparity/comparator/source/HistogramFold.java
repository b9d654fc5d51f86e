package org.meshparity.comparator.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the histograms of one page to their rules: each bound once, whatever its spelling; counts
 * that rise with the bound, from 0 up, and are numbers; a bucket {@code +Inf} that equals {@code
 * _count}. A page that breaks one cannot be compared, since nobody knows which number is right.
 *
 * <p>The buckets of one histogram may stand in any order and anywhere, but where they stand
 * together, as every client library writes them, their numbers are let go as soon as the next
 * histogram starts: memory follows histograms, not lines.
 */
final class HistogramFold {

  private static final String REMEDY =
      "the exporter is faulty or the page was put together from several, fetch each page again";

  private final String file;
  private final Map<Long, HistogramLines> histograms = new HashMap<>();
  private final Set<String> typed = new HashSet<>();
  private final SeriesSeen settled = new SeriesSeen();
  private @Nullable HistogramLines current;

  HistogramFold(String file) {
    this.file = file;
  }

  /** A {@code # TYPE} line. */
  void type(String family, String type) {
    if (type.equals("histogram")) {
      typed.add(family);
    }
  }

  /** A sample of {@code FAMILY_bucket}. */
  void bucket(String family, ExpositionSample sample) throws ExpositionFault {
    double bound = bound(sample);
    refuseNoCount(sample);
    HistogramLines before = current;
    HistogramLines histogram =
        before != null && sample.sharesHistogram() ? before : of(family, sample);
    if (before != null && before != histogram && before.looksWhole()) {
      settle(before);
    }
    current = histogram;
    histogram.add(bound, sample.value(), sample.line());
  }

  /** A sample of {@code FAMILY_count}. */
  void count(String family, ExpositionSample sample) throws ExpositionFault {
    refuseNoCount(sample);
    of(family, sample).count(sample.value(), sample.line());
  }

  /** The page has ended: what is still open must be whole. */
  void finish() throws ExpositionFault {
    for (HistogramLines histogram : histograms.values()) {
      histogram.finish(typed.contains(histogram.family()));
    }
  }

  /** Closes a histogram; if its count is in as well, 12 bytes remember that it was there. */
  private void settle(HistogramLines histogram) throws ExpositionFault {
    histogram.close();
    if (histogram.isCounted()) {
      histogram.finish(true);
      histograms.remove(histogram.key());
      settled.add(histogram.key(), histogram.firstLine());
    }
  }

  private HistogramLines of(String family, ExpositionSample sample) throws ExpositionFault {
    long key = sample.hashOfHistogram() + 0x9E3779B97F4A7C15L * family.hashCode();
    HistogramLines known = histograms.get(key);
    if (known != null) {
      return known;
    }
    int before = settled.find(key);
    if (before > 0) {
      throw fault(
          sample.line(),
          sample.name() + " stands apart from the others of its histogram, from line " + before);
    }
    HistogramLines fresh = new HistogramLines(this, family, key, sample.line());
    histograms.put(key, fresh);
    return fresh;
  }

  private double bound(ExpositionSample sample) throws ExpositionFault {
    try {
      double bound = sample.bound();
      if (!Double.isNaN(bound)) {
        return bound;
      }
    } catch (NumberFormatException e) {
      // told below, in the same words as a missing one
    }
    String le = Shortened.text(sample.label("le"), 40);
    throw fault(
        sample.line(), sample.name() + " has a bucket whose le is no number: \"" + le + '"');
  }

  private void refuseNoCount(ExpositionSample sample) throws ExpositionFault {
    double value = sample.value();
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw fault(sample.line(), sample.name() + " is " + value + ", which is no count");
    }
  }

  ExpositionFault fault(long line, String what) {
    return new ExpositionFault(file, line, what, REMEDY);
  }
}
