package org.meshparity.web.page;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.web.text.Numbers;
import org.meshparity.web.text.Times;

/**
 * The panel "What it costs".
 *
 * @param measured the table's caption: on what the figures rest
 */
record CostPanel(
    String legacy, String candidate, String measured, List<Row> rows, List<String> notes) {

  static @Nullable CostPanel of(CostSource source) {
    return source.latest().map(CostPanel::of).orElse(null);
  }

  private static CostPanel of(Cost cost) {
    String requests =
        cost.requests() == 0
            ? "no request was measured in the last "
            : Numbers.of(BigDecimal.valueOf(cost.requests()))
                + " requests at one proxy each, in the last ";
    return new CostPanel(
        cost.legacy(),
        cost.candidate(),
        requests + Times.length(cost.window()),
        cost.lines().stream().map(Row::of).toList(),
        cost.notes());
  }

  /**
   * One figure of both.
   *
   * @param compared how the two relate, in words; empty where one of them is missing
   * @param cheaper whether the candidate costs less
   */
  record Row(
      String what,
      boolean part,
      String legacy,
      String candidate,
      String compared,
      boolean cheaper) {

    /** Closer than this and nobody should read a difference into it. */
    private static final double ALIKE = 0.05;

    static Row of(Cost.Line line) {
      double legacy = known(line.legacy());
      double candidate = known(line.candidate());
      boolean both = legacy > 0 && candidate > 0;
      return new Row(
          line.what(),
          line.part(),
          text(line.legacy(), line.unit()),
          text(line.candidate(), line.unit()),
          both && !line.part() ? compared(legacy, candidate) : "",
          both && candidate < legacy);
    }

    private static double known(@Nullable Double value) {
      return value == null ? 0 : value;
    }

    private static String text(@Nullable Double value, String unit) {
      return value == null ? "–" : number(value) + " " + unit;
    }

    /** Three digits are all that such a measurement knows. */
    private static String number(double value) {
      double parts = value >= 100 ? 1 : value >= 10 ? 10 : 100;
      return Numbers.of(Math.round(value * parts) / parts);
    }

    private static String compared(double legacy, double candidate) {
      if (Math.abs(candidate - legacy) <= ALIKE * legacy) {
        return "about the same";
      }
      if (candidate < legacy) {
        return percent(1 - candidate / legacy) + " less";
      }
      double times = candidate / legacy;
      return times < 2
          ? percent(times - 1) + " more"
          : Numbers.of(Math.round(times * 10) / 10.0) + " times as much";
    }

    /** Whole percents, but for what is nearly everything. */
    private static String percent(double share) {
      return Numbers.percent(share > 0.99 ? share : Math.round(100 * share) / 100.0);
    }
  }
}
