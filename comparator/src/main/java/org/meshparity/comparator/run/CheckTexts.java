package org.meshparity.comparator.run;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.CheckBlocks;
import org.meshparity.comparator.report.Report;

/**
 * Checks as their records' own texts, of which a report's id is the digest. Written out here
 * because a record puts its text together by a format, which took a fifth of the time of a run.
 */
final class CheckTexts {

  private CheckTexts() {}

  /** All texts, one after another, each with a 0 behind it. */
  static Stream<byte[]> of(List<Report.Check> checks) {
    return CheckBlocks.of(
            checks,
            (check, block) -> {
              append(check, block);
              block.append('\0');
            })
        .map(block -> block.getBytes(StandardCharsets.UTF_8));
  }

  /** Exactly what {@link Report.Check#toString} says. */
  static void append(Report.Check check, StringBuilder into) {
    into.append("Check[id=").append(check.id());
    into.append(", metric=").append(check.metric());
    into.append(", claim=").append(check.claim());
    into.append(", gating=").append(check.gating());
    into.append(", basis=").append(check.basis());
    into.append(", bound=").append(check.bound());
    into.append(", quantile=").append(check.quantile());
    into.append(", group=").append(check.group());
    into.append(", start=").append(check.start());
    into.append(", end=").append(check.end());
    into.append(", since=").append(check.since());
    into.append(", verdict=").append(check.verdict());
    append(", legacy=", check.legacy(), into);
    append(", candidate=", check.candidate(), into);
    into.append(", unit=").append(check.unit());
    into.append(", atLeast=").append(check.atLeast());
    into.append(", because=").append(check.because());
    into.append(", remedy=").append(check.remedy());
    into.append(", cause=").append(check.cause());
    into.append(", explainedBy=").append(check.explainedBy());
    append(check.evidence(), into);
    into.append(']');
  }

  private static void append(String name, Report.@Nullable Interval interval, StringBuilder into) {
    into.append(name);
    if (interval == null) {
      into.append("null");
      return;
    }
    into.append("Interval[lower=").append(interval.lower());
    into.append(", upper=").append(interval.upper()).append(']');
  }

  private static void append(List<Report.Evidence> evidence, StringBuilder into) {
    String before = ", evidence=[";
    for (Report.Evidence one : evidence) {
      into.append(before).append("Evidence[side=").append(one.side());
      into.append(", query=").append(one.query());
      into.append(", time=").append(one.time()).append(']');
      before = ", ";
    }
    into.append(evidence.isEmpty() ? ", evidence=[]" : "]");
  }
}
