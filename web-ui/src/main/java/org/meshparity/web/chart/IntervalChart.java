package org.meshparity.web.chart;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Interval;
import org.meshparity.web.text.Numbers;

/** What either side may have counted, as two bars on one axis. */
public final class IntervalChart {

  private static final int ROW = 46;
  private static final int BAR = 14;
  private static final int AXIS = 2 * ROW + 8;
  private static final int HEIGHT = AXIS + 24;

  private final Svg svg;
  private final Scale scale;
  private final String unit;

  private IntervalChart(Svg svg, Scale scale, String unit) {
    this.svg = svg;
    this.scale = scale;
    this.unit = unit;
  }

  /**
   * Draws both intervals; empty text where no bound at all is known.
   *
   * @param unit of the bounds
   */
  public static String draw(@Nullable Interval legacy, @Nullable Interval candidate, String unit) {
    List<BigDecimal> known =
        Stream.of(legacy, candidate)
            .filter(Objects::nonNull)
            .flatMap(interval -> Stream.of(interval.lower(), interval.upper()))
            .filter(Objects::nonNull)
            .toList();
    if (known.isEmpty()) {
      return "";
    }
    double least = known.stream().mapToDouble(BigDecimal::doubleValue).min().orElse(0);
    double most = known.stream().mapToDouble(BigDecimal::doubleValue).max().orElse(1);
    Svg svg =
        Svg.picture(
            "intervals",
            "What either side may have counted",
            "Legacy " + words(legacy, unit) + "; candidate " + words(candidate, unit),
            "height",
            HEIGHT);
    IntervalChart chart = new IntervalChart(svg, Scale.around(least, most), unit);
    chart.axis();
    chart.row("legacy", "Legacy", legacy, 0);
    chart.row("candidate", "Candidate", candidate, ROW);
    return svg.end();
  }

  /** The interval in words, e.g. {@code 100 to 101 requests}. */
  public static String words(@Nullable Interval interval, String unit) {
    if (interval == null || (interval.lower() == null && interval.upper() == null)) {
      return "unknown";
    }
    if (interval.upper() == null) {
      return "at least " + Numbers.of(interval.lower()) + " " + unit;
    }
    if (interval.lower() == null) {
      return "at most " + Numbers.of(interval.upper()) + " " + unit;
    }
    if (interval.lower().compareTo(interval.upper()) == 0) {
      return "exactly " + Numbers.of(interval.lower()) + " " + unit;
    }
    return Numbers.of(interval.lower()) + " to " + Numbers.of(interval.upper()) + " " + unit;
  }

  private void axis() {
    svg.add("line", "class", "axis", "x1", "0", "x2", "100%", "y1", AXIS, "y2", AXIS);
    for (double tick : scale.ticks()) {
      String x = Svg.percent(scale.share(tick));
      svg.add("line", "class", "grid", "x1", x, "x2", x, "y1", 0, "y2", AXIS);
      svg.text(
          Numbers.of(tick), "class", "tick", "x", x, "y", AXIS + 17, "text-anchor", anchor(tick));
    }
  }

  /** Numbers at the ends grow inwards, or they would be cut off. */
  private String anchor(double tick) {
    double share = scale.share(tick);
    if (share < 0.08) {
      return "start";
    }
    return share > 0.92 ? "end" : "middle";
  }

  private void row(String side, String name, @Nullable Interval interval, int top) {
    svg.text(name + ": " + words(interval, unit), "class", "name", "x", "0", "y", top + 14);
    if (interval == null) {
      return;
    }
    double from = interval.lower() == null ? 0 : scale.share(interval.lower().doubleValue());
    double to = interval.upper() == null ? 1 : scale.share(interval.upper().doubleValue());
    int y = top + 22;
    String open = interval.upper() == null || interval.lower() == null ? " open" : "";
    svg.add(
        "rect",
        "class",
        "band " + side + open,
        "x",
        Svg.percent(from),
        "y",
        y,
        "width",
        Svg.percent(Math.max(0, to - from)),
        "height",
        BAR);
    edge(side, interval.lower(), from, y);
    edge(side, interval.upper(), to, y);
  }

  private void edge(String side, @Nullable BigDecimal bound, double share, int y) {
    if (bound != null) {
      String x = Svg.percent(share);
      svg.add("line", "class", "edge " + side, "x1", x, "x2", x, "y1", y - 3, "y2", y + BAR + 3);
    }
  }
}
