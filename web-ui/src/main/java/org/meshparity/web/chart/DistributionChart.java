package org.meshparity.web.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Interval;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.web.text.Numbers;

/**
 * Two histograms as cumulative counts over their shared bounds. Each side is a band, not a line:
 * between two bounds nothing is known but that the count rises, and the counts at the bounds are
 * themselves intervals.
 *
 * @param svg the picture
 * @param unit of the bounds
 * @param rows the same numbers as a table
 */
public record DistributionChart(String svg, String unit, List<Row> rows) {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 260;

  /**
   * Draws one group's histogram.
   *
   * @param group all checks of one metric and group
   * @param unit of the metric's values
   * @return empty if fewer than two bounds are shared
   */
  public static Optional<DistributionChart> of(List<Check> group, String unit) {
    List<Point> points = new ArrayList<>();
    group.stream()
        .filter(check -> check.claim() == Claim.BUCKET || check.claim() == Claim.THRESHOLD)
        .filter(check -> check.bound() != null && check.bound().signum() > 0)
        .filter(check -> check.legacy() != null && check.candidate() != null)
        .map(Point::of)
        .sorted(Comparator.comparingDouble(Point::bound))
        .filter(distinctBounds())
        .forEach(points::add);
    if (points.size() < 2) {
      return Optional.empty();
    }
    group.stream()
        .filter(check -> check.claim() == Claim.INCREASE)
        .findFirst()
        .ifPresent(check -> points.add(Point.ofAll(check)));
    return Optional.of(
        new DistributionChart(draw(points, unit), unit, points.stream().map(Row::of).toList()));
  }

  private static Predicate<Point> distinctBounds() {
    List<Double> seen = new ArrayList<>();
    return point -> !seen.contains(point.bound()) && seen.add(point.bound());
  }

  private static String draw(List<Point> points, String unit) {
    LogAxis axis = LogAxis.over(points.stream().mapToDouble(Point::bound).toArray());
    double most = points.stream().mapToDouble(Point::most).filter(Double::isFinite).max().orElse(1);
    Scale counts = new Scale(0, Math.max(1, most) * 1.05);
    Svg svg =
        Svg.picture(
            "distribution",
            "Cumulative counts of both sides",
            "How many requests took at most so many " + unit + "; the table below has the numbers",
            "height",
            HEIGHT + 46);
    frame(svg, axis, counts, unit);
    svg.open(
        "svg",
        "x",
        "0",
        "y",
        "0",
        "width",
        "100%",
        "height",
        HEIGHT,
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "preserveAspectRatio",
        "none");
    band(svg, "legacy", points, Point::legacy, axis, counts);
    band(svg, "candidate", points, Point::candidate, axis, counts);
    return svg.close("svg").end();
  }

  private static void frame(Svg svg, LogAxis axis, Scale counts, String unit) {
    for (double tick : counts.ticks()) {
      double y = y(counts, tick);
      svg.add("line", "class", "grid", "x1", "0", "x2", "100%", "y1", y, "y2", y);
      if (tick > 0) {
        svg.text(Numbers.of(tick), "class", "tick", "x", "2", "y", y - 4);
      }
    }
    svg.add("line", "class", "axis", "x1", "0", "x2", "100%", "y1", HEIGHT, "y2", HEIGHT);
    for (LogAxis.Tick tick : axis.ticks()) {
      String x = Svg.percent(tick.share());
      svg.add("line", "class", "grid", "x1", x, "x2", x, "y1", 0, "y2", HEIGHT);
      svg.text(
          tick.text(), "class", "tick", "x", x, "y", HEIGHT + 17, "text-anchor", tick.anchor());
    }
    svg.text(
        unit + ", logarithmic",
        "class",
        "tick",
        "x",
        "50%",
        "y",
        HEIGHT + 38,
        "text-anchor",
        "middle");
  }

  /** Up along what may already have been counted, back along what must have been. */
  private static void band(
      Svg svg,
      String side,
      List<Point> points,
      Function<Point, Interval> which,
      LogAxis axis,
      Scale counts) {
    StringBuilder upper = new StringBuilder("M0 " + Svg.number(HEIGHT));
    StringBuilder lower = new StringBuilder();
    double before = 0;
    double least = 0;
    for (Point point : points) {
      double x = WIDTH * axis.share(point.bound());
      Interval interval = which.apply(point);
      double most = interval.upper() == null ? counts.to() : interval.upper().doubleValue();
      upper.append(step(before, y(counts, most), x));
      lower.insert(0, back(x, y(counts, number(interval.lower())), y(counts, least)));
      least = number(interval.lower());
      before = x;
    }
    svg.add("path", "class", "band " + side, "d", upper.append(lower).append("Z").toString());
  }

  private static String step(double from, double y, double to) {
    return "L"
        + Svg.number(from)
        + " "
        + Svg.number(y)
        + "L"
        + Svg.number(to)
        + " "
        + Svg.number(y);
  }

  private static String back(double x, double y, double before) {
    return "L"
        + Svg.number(x)
        + " "
        + Svg.number(y)
        + "L"
        + Svg.number(x)
        + " "
        + Svg.number(before);
  }

  private static double y(Scale counts, double value) {
    return HEIGHT * (1 - counts.share(value));
  }

  private static double number(@Nullable BigDecimal value) {
    return value == null ? 0 : value.doubleValue();
  }

  /** One bound and what either side counted up to it. */
  private record Point(double bound, Interval legacy, Interval candidate) {

    static final Interval UNKNOWN = new Interval(null, null);

    static Point of(Check check) {
      double bound = check.bound() == null ? Double.NaN : check.bound().doubleValue();
      return new Point(bound, known(check.legacy()), known(check.candidate()));
    }

    static Point ofAll(Check check) {
      return new Point(Double.POSITIVE_INFINITY, known(check.legacy()), known(check.candidate()));
    }

    private static Interval known(@Nullable Interval interval) {
      return interval == null ? UNKNOWN : interval;
    }

    double most() {
      return Math.max(most(legacy), most(candidate));
    }

    private static double most(Interval interval) {
      return Math.max(number(interval.lower()), number(interval.upper()));
    }
  }

  /** One line of the table. */
  public record Row(String bound, String legacy, String candidate) {
    private static Row of(Point point) {
      return new Row(
          Double.isInfinite(point.bound()) ? "all" : Numbers.of(point.bound()),
          range(point.legacy()),
          range(point.candidate()));
    }

    private static String range(Interval interval) {
      return Numbers.of(interval.lower()) + " to " + Numbers.of(interval.upper());
    }
  }
}
