package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Lets the server add up: four readings of every series name, and the guards under which their sums
 * are bounds. What a server finds too large is asked for in smaller parts, whose sums add up.
 */
final class PushdownReader {

  /** So many instances are named in one query. */
  static final int NAMED_INSTANCES = 300;

  /** Where more restarted, hardly any group is left that sums could tell. */
  private static final int MOST_RESTARTED = 3000;

  /**
   * Metrics with fewer series are read in one query. A server spends more on telling answers apart
   * than on answering once there are many.
   */
  private static final double FEW_SERIES = 500;

  /** So many series may be looked through for restarts at once: the answer is short. */
  private static final double RESTARTS_AT_ONCE = 20_000;

  private record Answer(Question question, Labels labels, double value) {}

  private final SideRun side;
  private final Window window;
  private final SeriesCounts counts;
  private final ShardPart part;
  private final LabelSets sets = new LabelSets();
  private final Set<String> restarted = new LinkedHashSet<>();
  private final Map<MetricRule, SeriesRules> read = new LinkedHashMap<>();
  private final Map<String, PushdownRows> rows = new LinkedHashMap<>();

  PushdownReader(SideRun side, Window window, ShardPart part) {
    this.side = side;
    this.window = window;
    this.counts = side.counts();
    this.part = part;
  }

  /**
   * Looks for restarts on all metrics first: one that shows in a sibling cuts every series of its
   * target.
   */
  void noteRestarts(List<PushdownQueries> all) throws SourceUnavailable {
    if (all.isEmpty()) {
      return;
    }
    PushdownTimes times = all.get(0).times();
    restarted.addAll(side.targets().restartedInstances(times.touchedAfter(), times.guardsAt()));
    boolean few = counts.total() <= RESTARTS_AT_ONCE && counts != SeriesCounts.UNKNOWN;
    noteRestarts(few ? all.size() : 1, all);
  }

  private void noteRestarts(int atOnce, List<PushdownQueries> all) throws SourceUnavailable {
    for (int i = 0; i < all.size(); i += atOnce) {
      List<PushdownQueries> some = all.subList(i, Math.min(all.size(), i + atOnce));
      noteRestarts(some, LabelMatchers.ALL);
    }
  }

  private void noteRestarts(List<PushdownQueries> some, LabelMatchers within)
      throws SourceUnavailable {
    String any =
        some.stream()
            .map(queries -> queries.within(within).restartedTargets())
            .collect(Collectors.joining(" or "));
    Set<String> found = new LinkedHashSet<>();
    try {
      side.query(
          any, some.get(0).times().guardsAt(), (labels, n) -> found.add(labels.get("instance")));
    } catch (QueryTooLarge tooLarge) {
      if (some.size() > 1) {
        noteRestarts(some.subList(0, some.size() / 2), within);
        noteRestarts(some.subList(some.size() / 2, some.size()), within);
        return;
      }
      for (LabelMatchers part : smaller(some.get(0), within, tooLarge)) {
        noteRestarts(some, part);
      }
      return;
    }
    restarted.addAll(found);
  }

  /** Instances that are known to have restarted where anything was read. */
  Set<String> restarted() {
    return restarted;
  }

  /** Whether so many series are read in one query. */
  static boolean few(double series) {
    return series <= FEW_SERIES;
  }

  /** Reads some metrics. */
  void read(Map<MetricRule, SeriesRules> metrics) throws SourceUnavailable {
    Map<MetricRule, SeriesRules> unseen = new LinkedHashMap<>(metrics);
    unseen.entrySet().removeIf(one -> counts.of(side.names(one.getKey(), one.getValue())) > 0);
    boolean none = unseen.isEmpty() || nothingOf(unseen);
    for (Map.Entry<MetricRule, SeriesRules> metric : metrics.entrySet()) {
      if (!none || !unseen.containsKey(metric.getKey())) {
        read(metric.getKey(), metric.getValue());
      }
    }
  }

  /** Whether metrics that no count showed have no series in between either. */
  private boolean nothingOf(Map<MetricRule, SeriesRules> metrics) throws SourceUnavailable {
    List<String> counts = new ArrayList<>();
    metrics.forEach(
        (metric, series) ->
            side.names(metric, series)
                .forEach(name -> counts.add(queries(name, series).anything())));
    boolean[] any = {false};
    long at = side.times(window, metrics.values().iterator().next()).guardsAt();
    try {
      side.query(String.join(" or ", counts), at, (labels, n) -> any[0] = true);
    } catch (QueryTooLarge tooLarge) {
      return false; // whoever reads them finds out
    }
    return !any[0];
  }

  private void read(MetricRule metric, SeriesRules series) throws SourceUnavailable {
    PushdownRows ofMetric = new PushdownRows(side.identity(), metric.type());
    rows.put(metric.name(), ofMetric);
    read.put(metric, series);
    List<SideRun.Name> names = side.names(metric, series);
    if (few(counts.of(names))) {
      List<Question> questions = new ArrayList<>();
      names.forEach(name -> questions.addAll(Question.all(name, own(name, series))));
      ask(questions, LabelMatchers.ALL, ofMetric);
    } else {
      for (SideRun.Name name : names) {
        readApart(name, series, ofMetric);
      }
    }
    fail(restarted, series, names, ofMetric);
    failSilent(series, names, ofMetric);
  }

  /**
   * Makes groups fail that a target shows which answered no scrape that the reads can touch: none
   * of its series is among the members, and what they counted meanwhile is only in later samples.
   */
  private void failSilent(SeriesRules series, List<SideRun.Name> names, PushdownRows into)
      throws SourceUnavailable {
    PushdownTimes times = side.times(window, series);
    List<String> silent = side.targets().silentInstances(times.touchedAfter(), times.guardsAt());
    for (List<String> some : inParts(silent)) {
      for (SideRun.Name name : names) {
        failShown(name, own(name, series).within(onInstances(some)), LabelMatchers.ALL, into);
      }
    }
  }

  private void failShown(
      SideRun.Name name, PushdownQueries silent, LabelMatchers within, PushdownRows into)
      throws SourceUnavailable {
    String shown = silent.within(within).shownWithin(side.until() - side.after());
    List<Labels> found = new ArrayList<>();
    try {
      side.query(shown, side.until(), (labels, n) -> found.add(labels));
    } catch (QueryTooLarge tooLarge) {
      for (LabelMatchers part : smaller(silent, within, tooLarge)) {
        failShown(name, silent, part, into);
      }
      return;
    }
    found.forEach(labels -> into.failed(name.named().labels(labels::get)));
  }

  private void readApart(SideRun.Name name, SeriesRules series, PushdownRows into)
      throws SourceUnavailable {
    for (Question question : Question.all(name, own(name, series))) {
      int before = into.size();
      boolean any = ask(List.of(question), LabelMatchers.ALL, into);
      if (question.kind() == Question.Kind.MEMBERS && !any && into.size() == before) {
        return; // the members are all that the other queries could touch
      }
    }
  }

  /** Makes groups on further instances fail, as they turned out to have restarted. */
  void fail(Set<String> instances) throws SourceUnavailable {
    restarted.addAll(instances);
    for (Map.Entry<MetricRule, SeriesRules> metric : read.entrySet()) {
      fail(
          instances,
          metric.getValue(),
          side.names(metric.getKey(), metric.getValue()),
          ofMetric(metric.getKey()));
    }
  }

  private void fail(
      Set<String> instances, SeriesRules series, List<SideRun.Name> names, PushdownRows into)
      throws SourceUnavailable {
    if (restarted.size() > MOST_RESTARTED) {
      into.allFailed();
      return;
    }
    if (instances.isEmpty() || into.size() == 0) {
      return;
    }
    for (List<String> some : inParts(instances)) {
      List<Question> questions = new ArrayList<>();
      for (SideRun.Name name : names) {
        PushdownQueries queries = own(name, series).within(onInstances(some));
        questions.add(new Question(Question.Kind.ON_RESTARTED, name, queries));
      }
      ask(questions, LabelMatchers.ALL, into);
    }
  }

  static LabelMatchers onInstances(Collection<String> instances) {
    return new LabelMatchers(List.of(Matcher.oneOf("instance", instances)));
  }

  /** As many instances as one query may name. */
  static List<List<String>> inParts(Collection<String> instances) {
    List<String> all = List.copyOf(instances);
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += NAMED_INSTANCES) {
      parts.add(all.subList(i, Math.min(all.size(), i + NAMED_INSTANCES)));
    }
    return parts;
  }

  /** What each group gained; null for one whose raw samples must be read. */
  Map<GroupKey, @Nullable Gains> gains(MetricRule metric) {
    Map<GroupKey, @Nullable Gains> gains = ofMetric(metric).gains();
    gains.keySet().removeIf(group -> !part.owns(group));
    return gains;
  }

  /**
   * Groups of any shard that fell, or that a scrape lacks: what shows restarts to a shard that does
   * not read them otherwise.
   */
  Set<GroupKey> restless(MetricRule metric, SeriesRules series) throws SourceUnavailable {
    List<Question> questions = new ArrayList<>();
    for (SideRun.Name name : side.names(metric, series)) {
      questions.add(new Question(Question.Kind.RESTLESS, name, queries(name, series)));
    }
    PushdownRows found = new PushdownRows(side.identity(), metric.type());
    int atOnce = few(counts.of(side.names(metric, series))) ? questions.size() : 1;
    for (int i = 0; i < questions.size(); i += atOnce) {
      ask(questions.subList(i, i + atOnce), LabelMatchers.ALL, found);
    }
    return found.gains().keySet();
  }

  private PushdownQueries own(SideRun.Name name, SeriesRules series) {
    return queries(name, series).within(part.within(side, name));
  }

  private PushdownRows ofMetric(MetricRule metric) {
    return rows.getOrDefault(metric.name(), new PushdownRows(side.identity(), metric.type()));
  }

  /**
   * Asks several questions at once, or in as many parts as the server wants; whether any answer.
   */
  private boolean ask(List<Question> questions, LabelMatchers within, PushdownRows into)
      throws SourceUnavailable {
    if (questions.size() == 1) {
      return ask(questions.get(0), within, into);
    }
    List<Answer> answers = new ArrayList<>();
    List<String> vectors = questions.stream().map(question -> question.promql(within)).toList();
    boolean[] stray = {false};
    try {
      side.query(
          Union.of(vectors),
          questions.get(0).queries().times().guardsAt(),
          (labels, value) -> {
            int index = Union.index(labels, questions.size());
            stray[0] |= index < 0;
            if (index >= 0) {
              answers.add(new Answer(questions.get(index), labels, value));
            }
          });
    } catch (QueryTooLarge tooLarge) {
      return askInParts(questions, within, into, tooLarge);
    }
    if (stray[0]) {
      throw new SourceUnavailable(
          side.source().name() + " sent numbers that nobody asked for; does it know PromQL?", null);
    }
    answers.forEach(answer -> answer.question().take(answer.labels(), answer.value(), into));
    return !answers.isEmpty();
  }

  /** One question, whose answer may be large. */
  private boolean ask(Question question, LabelMatchers within, PushdownRows into)
      throws SourceUnavailable {
    Sums sums = new Sums(sets);
    try {
      side.sums(question.promql(within), question.queries().times().guardsAt(), sums);
    } catch (QueryTooLarge tooLarge) {
      return askInParts(List.of(question), within, into, tooLarge);
    }
    question.take(sums, into);
    return sums.size() > 0;
  }

  private boolean askInParts(
      List<Question> questions, LabelMatchers within, PushdownRows into, QueryTooLarge tooLarge)
      throws SourceUnavailable {
    int half = questions.size() / 2;
    if (half > 0) {
      boolean first = ask(questions.subList(0, half), within, into);
      return ask(questions.subList(half, questions.size()), within, into) || first;
    }
    boolean any = false;
    for (LabelMatchers part : smaller(questions.get(0).queries(), within, tooLarge)) {
      any |= ask(questions, part, into);
    }
    return any;
  }

  private List<LabelMatchers> smaller(
      PushdownQueries queries, LabelMatchers within, QueryTooLarge tooLarge)
      throws SourceUnavailable {
    LabelMatchers all = queries.matchers().and(within);
    return new Splits(side, window.end())
        .halves(queries.name(), all, tooLarge).stream()
            .map(part -> within.and(part.which()))
            .toList();
  }

  /** The queries about one series name. */
  PushdownQueries queries(SideRun.Name name, SeriesRules series) {
    List<String> by = new ArrayList<>(side.identity().sourceLabels());
    if (name.part() == Part.BUCKET) {
      by.add("le");
    }
    // A child expires as a whole, and its count moves with every observation: the stillness of one
    // bucket says nothing.
    OptionalLong expiry =
        name.part() == Part.COUNTER || name.part() == Part.COUNT
            ? side.expiry()
            : OptionalLong.empty();
    return new PushdownQueries(
        name.series(),
        side.selector().and(name.from().where()),
        side.targetMatchers(),
        by,
        side.times(window, series),
        expiry);
  }
}
