package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.Causes;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.cause.Surroundings;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Bands;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.GroupJudge;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.comparator.verdict.UnpairedJudge;
import org.meshparity.rules.MetricRule;

/**
 * Judges all groups that were read and names causes: the same whatever the sides were read from.
 */
final class Judging {

  private final Terms terms;
  private final ReportWriter writer;
  private final Function<MetricRule, Remedy> remedies;
  private final Function<Map<Group, GroupReading>, Openings> openings;
  private final Around around;

  /** What is known beside the groups, once they are judged. */
  @FunctionalInterface
  interface Around {
    Surroundings of(Window window, Map<Group, GroupReading> groups);
  }

  /**
   * For one run.
   *
   * @param remedies what would decide a count of a metric that stays open
   * @param openings when the gaps of all groups opened
   * @param around what may explain them
   */
  Judging(
      Terms terms,
      ReportWriter writer,
      Function<MetricRule, Remedy> remedies,
      Function<Map<Group, GroupReading>, Openings> openings,
      Around around) {
    this.terms = terms;
    this.writer = writer;
    this.remedies = remedies;
    this.openings = openings;
    this.around = around;
  }

  /**
   * The report of a run.
   *
   * @param readings both sides of every group, by the metric's name
   */
  Report report(Window window, Map<String, List<GroupReading>> readings) {
    Map<Group, GroupReading> groups = judged(readings);
    List<CauseFound> causes =
        new Causes(around.of(window, groups)).of(new ArrayList<>(groups.keySet()));
    return writer.judged(window, groups, causes, openings.apply(groups));
  }

  /** Every group with its judgements. */
  Map<Group, GroupReading> judged(Map<String, List<GroupReading>> readings) {
    Map<Group, GroupReading> groups = new LinkedHashMap<>();
    Bands bands = new Bands(terms.alpha(), Math.max(1, comparisons(readings)));
    for (MetricRule metric : terms.pack().metrics()) {
      Function<GroupReading, List<Judgement>> judge =
          terms.mode() == Mode.UNPAIRED ? unpaired(metric, bands) : paired(metric);
      if (writer.partial()) {
        judge = reading -> List.of(writer.undecidedForPartialData(metric));
      }
      List<GroupReading> own = readings.getOrDefault(metric.name(), List.of());
      List<Group> judged = judged(metric, own, judge);
      for (int i = 0; i < own.size(); i++) {
        groups.put(judged.get(i), own.get(i));
      }
    }
    return groups;
  }

  /** On all cores at once, in the order of the readings: no group needs another. */
  private List<Group> judged(
      MetricRule metric,
      List<GroupReading> readings,
      Function<GroupReading, List<Judgement>> judge) {
    List<String> identity = terms.pack().identity();
    return readings.parallelStream()
        .map(
            reading ->
                new Group(metric.name(), reading.key().toMap(identity), judge.apply(reading)))
        .toList();
  }

  private Function<GroupReading, List<Judgement>> paired(MetricRule metric) {
    Tolerance tolerance = Tolerance.relative(terms.tolerance());
    CounterRule rule = new CounterRule(tolerance, remedies.apply(metric));
    GroupJudge judge = new GroupJudge(metric, rule, tolerance);
    return reading -> judge.judge(reading.legacy(), reading.candidate(), reading.open());
  }

  private Function<GroupReading, List<Judgement>> unpaired(MetricRule metric, Bands bands) {
    double minutes = remedies.apply(metric).shortestForBlocks();
    UnpairedJudge judge = new UnpairedJudge(metric, terms.tolerance(), bands, minutes);
    return reading -> judge.judge(reading.legacy(), reading.candidate());
  }

  /** How many pairs of distributions share the error of the run. */
  private int comparisons(Map<String, List<GroupReading>> readings) {
    int comparisons = 0;
    for (MetricRule metric : terms.pack().metrics()) {
      for (GroupReading reading : readings.getOrDefault(metric.name(), List.of())) {
        boolean compares = UnpairedJudge.compares(metric, reading.legacy(), reading.candidate());
        comparisons += compares ? 1 : 0;
      }
    }
    return comparisons;
  }
}
