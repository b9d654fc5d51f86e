package org.meshparity.web.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.web.text.ClaimWord;
import org.meshparity.web.text.Numbers;
import org.meshparity.web.text.VerdictWord;

/** One check in a list. */
record CheckRow(
    String href,
    String metric,
    String claim,
    VerdictWord verdict,
    List<Label> group,
    @Nullable String atLeast,
    String because,
    @Nullable String remedy,
    @Nullable String cause,
    @Nullable String explainedBy,
    boolean gating) {

  static CheckRow of(Check check, String metricUnit, Place place) {
    return new CheckRow(
        place.check(check.id()),
        check.metric(),
        ClaimWord.of(check, metricUnit),
        VerdictWord.of(check.verdict()),
        Label.list(check.group()),
        check.atLeast() == null
            ? null
            : "by at least " + Numbers.of(check.atLeast()) + " " + check.unit(),
        because(check),
        check.remedy(),
        check.cause(),
        check.explainedBy(),
        check.gating());
  }

  /** Without the remedy at its end, which pages show by itself. */
  private static String because(Check check) {
    String tail = "; " + check.remedy() + " would decide it";
    String text = check.because();
    return text.endsWith(tail) ? text.substring(0, text.length() - tail.length()) : text;
  }

  /** A label of a group. */
  record Label(String name, String value) {
    static List<Label> list(Map<String, String> labels) {
      return new TreeMap<>(labels)
          .entrySet().stream().map(label -> new Label(label.getKey(), label.getValue())).toList();
    }
  }
}
