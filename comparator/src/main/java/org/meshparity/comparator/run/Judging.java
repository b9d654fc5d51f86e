package org.meshparity.comparator.run;

import java.util.ArrayList;
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
  private final Runnable goOn;

  /** What is known beside the groups, once they are judged, of those with a gap or left open. */
  @FunctionalInterface
  interface Around {
    Surroundings of(Window window, Map<Group, GroupReading> odd);
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
    this(terms, writer, remedies, openings, around, () -> {});
  }

  private Judging(
      Terms terms,
      ReportWriter writer,
      Function<MetricRule, Remedy> remedies,
      Function<Map<Group, GroupReading>, Openings> openings,
      Around around,
      Runnable goOn) {
    this.terms = terms;
    this.writer = writer;
    this.remedies = remedies;
    this.openings = openings;
    this.around = around;
    this.goOn = goOn;
  }

  /** The same, asking before each group whether to go on; whoever says no throws. */
  Judging asking(Runnable whether) {
    return new Judging(terms, writer, remedies, openings, around, whether);
  }

  /**
   * The report of a run.
   *
   * @param readings both sides of every group, by the metric's name
   */
  Report report(Window window, Map<String, List<GroupReading>> readings) {
    Judged judged = judged(readings);
    Map<Group, GroupReading> odd = judged.odd();
    goOn.run();
    Causes all = new Causes(around.of(window, odd));
    goOn.run();
    List<CauseFound> causes = all.of(judged.groups().stream().map(JudgedGroup::group).toList());
    goOn.run();
    return writer.judged(window, judged, causes, openings.apply(odd));
  }

  /** Every group, judged. */
  Judged judged(Map<String, List<GroupReading>> readings) {
    CheckIds ids = new CheckIds();
    Judged.Remedies found = new Judged.Remedies(ids);
    Judged.Tallies tallies = new Judged.Tallies();
    Explained explained = new Explained(terms);
    List<JudgedGroup> all = new ArrayList<>();
    Bands bands = new Bands(terms.alpha(), Math.max(1, comparisons(readings)));
    for (MetricRule metric : terms.pack().metrics()) {
      Function<GroupReading, List<Judgement>> judge = judge(metric, bands);
      readings.getOrDefault(metric.name(), List.of()).parallelStream()
          .map(reading -> judged(metric, reading, judge, new Noting(explained, found, tallies)))
          .forEachOrdered(all::add);
    }
    return new Judged(all, ids, found);
  }

  /** What judges the groups of a metric; it is kept with them, and holds values only. */
  private Function<GroupReading, List<Judgement>> judge(MetricRule metric, Bands bands) {
    if (writer.partial()) {
      List<Judgement> undecided = List.of(writer.undecidedForPartialData(metric));
      return reading -> undecided;
    }
    return terms.mode() == Mode.UNPAIRED ? unpaired(metric, bands) : paired(metric);
  }

  /** Where is noted what all groups come to. */
  private record Noting(Explained explained, Judged.Remedies remedies, Judged.Tallies tallies) {}

  /** On any core at any time: no group needs another. */
  private JudgedGroup judged(
      MetricRule metric,
      GroupReading reading,
      Function<GroupReading, List<Judgement>> judge,
      Noting noting) {
    goOn.run();
    List<Judgement> judgements = judge.apply(reading);
    Map<String, String> labels = reading.key().toMap(terms.pack().identity());
    Group group = new Group(metric.name(), labels, judgements, () -> judge.apply(reading));
    long id = CheckIds.ofGroup(metric.name(), labels);
    noting.remedies().note(id, judgements);
    GroupTally tally = new GroupTally(group, judgements, noting.explained());
    return new JudgedGroup(metric, group, reading, id, noting.tallies().of(tally));
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
