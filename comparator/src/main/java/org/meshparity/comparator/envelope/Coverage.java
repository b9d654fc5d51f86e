package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Measures how much of a window was scraped. */
final class Coverage {

  private final long longest;
  private final long start;
  private final long end;

  /**
   * @param longest how far apart two successful scrapes may lie to cover the time between them, in
   *     milliseconds
   */
  Coverage(long longest, long start, long end) {
    this.longest = longest;
    this.start = start;
    this.end = end;
  }

  double of(Collection<Timeline> timelines) {
    List<long[]> anywhere = new ArrayList<>();
    double covered = 0;
    double expected = 0;
    for (Timeline timeline : timelines) {
      List<long[]> spans = spans(timeline);
      anywhere.addAll(spans);
      covered += length(spans);
      expected += expected(timeline);
    }
    if (expected == 0) {
      return 0;
    }
    return Math.min(covered / expected, length(union(anywhere)) / (double) (end - start));
  }

  private double expected(Timeline timeline) {
    if (timeline.size() == 0) {
      return end - start; // never scraped with success: all of its time is missing
    }
    long until = timeline.over() ? timeline.lastAttempt() : end;
    return Math.max(0, Math.min(end, until) - Math.max(start, timeline.stamp(0)));
  }

  /** As few as can be: of thousands of targets they are put together. */
  private List<long[]> spans(Timeline timeline) {
    List<long[]> spans = new ArrayList<>();
    for (int i = 1; i < timeline.size(); i++) {
      long from = Math.max(start, timeline.stamp(i - 1));
      long to = Math.min(end, timeline.stamp(i));
      if (to > from && timeline.stamp(i) - timeline.stamp(i - 1) <= longest) {
        long[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last[1] == from) {
          last[1] = to;
        } else {
          spans.add(new long[] {from, to});
        }
      }
    }
    return spans;
  }

  private static List<long[]> union(List<long[]> spans) {
    spans.sort((a, b) -> Long.compare(a[0], b[0]));
    List<long[]> union = new ArrayList<>();
    for (long[] span : spans) {
      long[] last = union.isEmpty() ? null : union.get(union.size() - 1);
      if (last != null && span[0] <= last[1]) {
        last[1] = Math.max(last[1], span[1]);
      } else {
        union.add(span.clone());
      }
    }
    return union;
  }

  private static double length(List<long[]> spans) {
    return spans.stream().mapToLong(span -> span[1] - span[0]).sum();
  }
}
