package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.AskAgain;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesPart;
import org.meshparity.rules.SeriesRules;

/**
 * Reads raw samples of whole metrics or of some of their groups, and cuts them into lives, once
 * restarts are known from all of them.
 */
final class RawReader {

  /** Of whole metrics no series need say which group it is of before it is kept. */
  private enum Every implements Predicate<GroupKey> {
    GROUP;

    @Override
    public boolean test(GroupKey key) {
      return true;
    }
  }

  /**
   * Where answers go.
   *
   * @param whole is handed each answer once it is there, to run when it may be taken
   * @param series is told how many an answer holds when it is taken
   */
  private record Into(RawMetric metric, Consumer<Runnable> whole, LongConsumer series) {}

  private final SideRun side;
  private final Map<String, RawMetric> metrics = new LinkedHashMap<>();

  RawReader(SideRun side) {
    this.side = side;
  }

  /**
   * All samples of one name. They are asked for on any thread, and taken afterwards in the order of
   * names, so that nothing depends on which answer came first.
   */
  final class Fetch implements SideTasks.Task {

    private final SideRun.Name name;
    private final RawMetric metric;
    private final List<Runnable> answers = new ArrayList<>();
    private final WholeName whole;

    private Fetch(SideRun.Name name, RawMetric metric) {
      this.name = name;
      this.metric = metric;
      this.whole = new WholeName(side, name);
    }

    @Override
    public void run() throws SourceUnavailable {
      fetch(name, LabelMatchers.ALL, Every.GROUP, new Into(metric, answers::add, whole::add));
    }

    /** Takes what was fetched. */
    void take() throws SourceUnavailable {
      answers.forEach(Runnable::run);
      answers.clear();
      whole.check();
    }

    /** About how many series that is; infinite where nobody knows. */
    double series() {
      return side.counts().of(List.of(name));
    }
  }

  /**
   * What fetches whole metrics; names that are absent need no fetching.
   *
   * @param ofSide this side's series of a metric
   */
  List<Fetch> fetches(List<MetricRule> metrics, Function<MetricRule, SeriesRules> ofSide)
      throws SourceUnavailable {
    List<Fetch> fetches = new ArrayList<>();
    for (MetricRule metric : metrics) {
      SeriesRules series = ofSide.apply(metric);
      RawMetric raw = started(metric, series);
      side.names(metric, series).forEach(name -> fetches.add(new Fetch(name, raw)));
    }
    Set<String> absent = AbsentNames.of(side, fetches.stream().map(fetch -> fetch.name).toList());
    fetches.removeIf(fetch -> absent.contains(fetch.name.series()));
    return fetches;
  }

  /**
   * Fetches some groups of a metric, or all of it where that is as cheap.
   *
   * @param all every group that is known on this side
   * @param part where all of them are to be found
   */
  void fetch(
      MetricRule metric,
      SeriesRules series,
      Set<GroupKey> wanted,
      Collection<GroupKey> all,
      ShardPart part)
      throws SourceUnavailable {
    Into raw = into(metric, series);
    GroupSelections selections = new GroupSelections(side.identity());
    for (SeriesPart one : series.parts()) {
      List<GroupSelections.Selection> some = selections.of(wanted, all, one);
      for (SideRun.Name name : side.names(metric, series)) {
        if (!name.from().equals(one)) {
          continue;
        }
        if (some == null) {
          fetch(name, part.within(side, name), wanted::contains, raw);
        } else {
          fetch(name, some, raw);
        }
      }
    }
  }

  private void fetch(SideRun.Name name, List<GroupSelections.Selection> some, Into into)
      throws SourceUnavailable {
    for (GroupSelections.Selection selection : some) {
      fetch(name, selection.matchers(), selection.keys()::contains, into);
    }
  }

  /**
   * Fetches one group of a metric, or a little more, as far as its labels can be read backwards.
   */
  void fetch(MetricRule metric, SeriesRules series, Map<String, String> group)
      throws SourceUnavailable {
    GroupMatchers matchers = new GroupMatchers(side.identity());
    Into raw = into(metric, series);
    for (SideRun.Name name : side.names(metric, series)) {
      Optional<LabelMatchers> which = matchers.of(group, name.from().labels());
      if (which.isPresent()) {
        fetch(name, which.get(), Every.GROUP, raw);
      }
    }
  }

  /** Fetches some groups of a metric, however many others there are. */
  void fetchSome(MetricRule metric, SeriesRules series, Set<GroupKey> wanted)
      throws SourceUnavailable {
    fetch(metric, series, wanted, new GroupSelections(side.identity()));
  }

  /** The same of groups that are next to each other, whose number then does not matter. */
  void fetchNeighbours(MetricRule metric, SeriesRules series, Set<GroupKey> wanted)
      throws SourceUnavailable {
    fetch(metric, series, wanted, GroupSelections.ofNeighbours(side.identity()));
  }

  private void fetch(
      MetricRule metric, SeriesRules series, Set<GroupKey> wanted, GroupSelections selections)
      throws SourceUnavailable {
    Into raw = into(metric, series);
    for (SideRun.Name name : side.names(metric, series)) {
      fetch(name, selections.of(wanted, name.from()), raw);
    }
  }

  /** Fetches all series of some instances, for what they show of restarts. */
  void fetchOn(Collection<String> instances, MetricRule metric, SeriesRules series)
      throws SourceUnavailable {
    Into raw = into(metric, series);
    for (SideRun.Name name : side.names(metric, series)) {
      fetch(name, Instances.matching(instances), Every.GROUP, raw);
    }
  }

  /** Answers are taken when they are there. */
  private Into into(MetricRule metric, SeriesRules series) {
    return new Into(started(metric, series), Runnable::run, count -> {});
  }

  private RawMetric started(MetricRule metric, SeriesRules series) {
    return metrics.computeIfAbsent(
        metric.name(),
        name ->
            new RawMetric(
                metric.type(),
                side.targets(),
                side.identity(),
                side.delays(series),
                side.expiry()));
  }

  private void fetch(SideRun.Name name, LabelMatchers some, Predicate<GroupKey> wanted, Into into)
      throws SourceUnavailable {
    LabelMatchers all = side.selector().and(name.from().where()).and(some);
    fetchAtOnce(name, all, wanted, into, side.expectedSamples(name, some));
  }

  /** In parts, if so many samples are too many for one answer, or the server finds so. */
  private void fetchAtOnce(
      SideRun.Name name,
      LabelMatchers which,
      Predicate<GroupKey> wanted,
      Into into,
      double expected)
      throws SourceUnavailable {
    boolean canSplit = side.source() instanceof QuerySource;
    Splits splits = new Splits(side, side.lately());
    if (canSplit && expected > side.budget().limits().samplesPerQuery()) {
      List<Splits.Part> parts = splits.halves(name.series(), which);
      if (!parts.isEmpty()) {
        fetchInParts(name, which, wanted, into, expected, parts);
        return;
      }
    }
    try {
      fetchAll(name, which, wanted, into);
    } catch (QueryTooLarge tooLarge) {
      if (!canSplit) {
        throw tooLarge;
      }
      List<Splits.Part> parts = splits.halves(name.series(), which, tooLarge);
      fetchInParts(name, which, wanted, into, expected, parts);
    }
  }

  private void fetchInParts(
      SideRun.Name name,
      LabelMatchers which,
      Predicate<GroupKey> wanted,
      Into into,
      double expected,
      List<Splits.Part> parts)
      throws SourceUnavailable {
    double all = parts.stream().mapToDouble(Splits.Part::series).sum();
    for (Splits.Part part : parts) {
      double share = all == 0 ? 0 : part.series() / all;
      fetchAtOnce(name, which.and(part.which()), wanted, into, expected * share);
    }
  }

  /** What came before a fault is void, so nothing is taken before the whole answer is there. */
  private void fetchAll(
      SideRun.Name name, LabelMatchers which, Predicate<GroupKey> wanted, Into into)
      throws SourceUnavailable {
    if (name.part() == Part.NATIVE) {
      List<RawHistograms> found = new ArrayList<>();
      Consumer<RawHistograms> keep = keep(name, wanted, RawHistograms::labels, found::add);
      side.histograms(name.series(), which, side.after(), side.until(), keep);
      into.whole()
          .accept(
              () -> {
                found.forEach(series -> into.metric().add(name.named(), series));
                into.series().accept(found.size());
              });
      return;
    }
    try {
      fetchSamples(name, which, wanted, into);
    } catch (AskAgain isVoid) {
      fetchSamples(name, which, wanted, into);
    }
  }

  private void fetchSamples(
      SideRun.Name name, LabelMatchers which, Predicate<GroupKey> wanted, Into into)
      throws SourceUnavailable {
    RawMetric.Answer answer = into.metric().answer(name.named(), name.part());
    LongAdder series = new LongAdder();
    Consumer<RawSeries> counted =
        one -> {
          series.increment();
          answer.accept(one);
        };
    Consumer<RawSeries> keep = keep(name, wanted, RawSeries::labels, counted);
    side.samples(name.series(), which, side.after(), side.until(), keep);
    into.whole()
        .accept(
            () -> {
              answer.whole();
              into.series().accept(series.sum());
            });
  }

  private <T> Consumer<T> keep(
      SideRun.Name name, Predicate<GroupKey> wanted, Function<T, Labels> labels, Consumer<T> into) {
    if (wanted instanceof Every) {
      return into;
    }
    return series -> {
      if (wanted.test(key(name, labels.apply(series)))) {
        into.accept(series);
      }
    };
  }

  private GroupKey key(SideRun.Name name, Labels labels) {
    return side.identity().of(name.named(), labels);
  }

  /** Notes on the side's targets where what was fetched shows a restart. */
  void noteRestarts() {
    metrics.values().forEach(RawMetric::noteRestarts);
  }

  /** The groups of each fetched metric, by the metric's name, after restarts have been noted. */
  Map<String, Map<GroupKey, RawGroup>> cut() {
    Map<String, Map<GroupKey, RawGroup>> groups = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> groups.put(name, metric.groups()));
    return groups;
  }

  /** The same where nothing else tells of restarts. */
  Map<String, Map<GroupKey, RawGroup>> groups() {
    noteRestarts();
    return cut();
  }
}
