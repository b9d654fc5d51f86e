package org.meshparity.web.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.CheckList;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.web.text.VerdictWord;

/**
 * Which checks somebody wants to see.
 *
 * @param verdict a verdict's word, {@link #ALL}, {@link #GAPS}, or empty for what is worth a look:
 *     gaps, and what must be decided and is not
 * @param metric empty for all
 * @param text that must occur in a label, a sentence or an id; empty for all
 * @param limit how many groups at most
 */
record CheckFilter(String verdict, String metric, String text, int limit) {

  static final String ALL = "all";
  static final String GAPS = "gaps";
  static final int STEP = 50;
  private static final int MOST = 5_000;

  static CheckFilter of(
      @Nullable String verdict, @Nullable String metric, @Nullable String text, int limit) {
    return new CheckFilter(
        verdict == null ? "" : verdict,
        metric == null ? "" : metric,
        text == null ? "" : text.strip(),
        Math.min(MOST, Math.max(STEP, limit)));
  }

  /** Whether anything was asked for. */
  boolean active() {
    return !verdict.isEmpty() || !metric.isEmpty() || !text.isEmpty();
  }

  /** All that it admits, in the report's order; no other check is even made for it. */
  Stream<Check> admitted(CheckList checks) {
    Stream<Check> some =
        switch (verdict) {
          case "" -> Stream.concat(checks.gaps().stream(), checks.open().stream());
          case ALL -> checks.stream();
          case GAPS -> checks.gaps().stream();
          default ->
              Stream.of(Verdict.values())
                  .filter(one -> one.name().equals(verdict))
                  .flatMap(one -> checks.only(EnumSet.of(one)).stream());
        };
    return some.filter(this::admits);
  }

  boolean admits(Check check) {
    return admitsVerdict(check)
        && (metric.isEmpty() || metric.equals(check.metric()))
        && (text.isEmpty() || mentions(check, text.toLowerCase(Locale.ROOT)));
  }

  private boolean admitsVerdict(Check check) {
    Verdict found = check.verdict();
    return switch (verdict) {
      case "" -> found.isGap() || (check.gating() && found == Verdict.UNDECIDABLE);
      case ALL -> true;
      case GAPS -> found.isGap();
      default -> found.name().equals(verdict);
    };
  }

  private static boolean mentions(Check check, String lower) {
    Stream<String> labels =
        check.group().entrySet().stream().map(label -> label.getKey() + "=" + label.getValue());
    Stream<String> others =
        Stream.of(
            check.id(),
            check.metric(),
            check.because(),
            check.cause() == null ? "" : check.cause());
    return Stream.concat(labels, others)
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lower));
  }

  /** What the verdict list offers. */
  List<Choice> choices() {
    Stream<Choice> first =
        Stream.of(choice("", "Worth a look"), choice(GAPS, "All gaps"), choice(ALL, "Everything"));
    Stream<Choice> verdicts =
        Stream.of(Verdict.values())
            .map(found -> choice(found.name(), VerdictWord.of(found).label()));
    return Stream.concat(first, verdicts).toList();
  }

  /** What the metric list offers. */
  List<Choice> metricChoices(List<String> metrics) {
    return Stream.concat(
            Stream.of(new Choice("", "All metrics", metric.isEmpty())),
            metrics.stream().map(name -> new Choice(name, name, name.equals(metric))))
        .toList();
  }

  private Choice choice(String value, String label) {
    return new Choice(value, label, value.equals(verdict));
  }

  /** The same filter with more to show, as a query. */
  String more() {
    return "verdict="
        + Place.encoded(verdict)
        + "&metric="
        + Place.encoded(metric)
        + "&q="
        + Place.encoded(text)
        + "&limit="
        + (limit * 4);
  }

  /** An entry of a list. */
  record Choice(String value, String label, boolean selected) {}
}
