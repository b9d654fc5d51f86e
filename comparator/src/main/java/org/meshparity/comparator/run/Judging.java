package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.Causes;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.cause.SenderFailures;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.GroupJudge;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.rules.MetricRule;

/**
 * Judges all groups that were read and names causes: the same whatever the sides were read from.
 */
final class Judging {

  private final Terms terms;
  private final ReportWriter writer;
  private final Function<MetricRule, Remedy> remedies;

  /**
   * For one run.
   *
   * @param remedies what would decide a count of a metric that stays open
   */
  Judging(Terms terms, ReportWriter writer, Function<MetricRule, Remedy> remedies) {
    this.terms = terms;
    this.writer = writer;
    this.remedies = remedies;
  }

  /**
   * The report of a run.
   *
   * @param readings both sides of every group, by the metric's name
   */
  Report report(Window window, Map<String, List<GroupReading>> readings) {
    Map<Group, GroupReading> groups = new LinkedHashMap<>();
    for (MetricRule metric : terms.pack().metrics()) {
      GroupJudge judge = judge(metric);
      for (GroupReading reading : readings.getOrDefault(metric.name(), List.of())) {
        List<Judgement> judgements =
            writer.partial()
                ? List.of(writer.undecidedForPartialData(metric))
                : judge.judge(reading.legacy(), reading.candidate(), reading.open());
        Map<String, String> labels = reading.key().toMap(terms.pack().identity());
        groups.put(new Group(metric.name(), labels, judgements), reading);
      }
    }
    List<CauseFound> causes =
        new Causes(SenderFailures.UNKNOWN).of(new ArrayList<>(groups.keySet()));
    return writer.judged(window, groups, causes);
  }

  private GroupJudge judge(MetricRule metric) {
    Tolerance tolerance = Tolerance.relative(terms.tolerance());
    CounterRule rule = new CounterRule(tolerance, remedies.apply(metric));
    return new GroupJudge(metric, rule, tolerance);
  }
}
