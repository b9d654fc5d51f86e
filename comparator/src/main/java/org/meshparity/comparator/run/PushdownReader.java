package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.run.Question.Kind;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Lets one side's server add up: four readings of every series name, and the guards under which
 * their sums are bounds. First {@link #begin}, then the {@link #questions} and what {@link
 * #further} asks, in any order and from any thread, and last {@link #finish}.
 */
final class PushdownReader {

  /** Where more restarted, hardly any group is left that sums could tell. */
  private static final int MOST_RESTARTED = 3000;

  /**
   * Names of a metric with fewer series are read in one query. A server spends more on telling
   * answers apart than on answering once there are many.
   */
  private static final double FEW_SERIES = 100;

  private final SideRun side;
  private final Window window;
  private final SeriesCounts counts;
  private final ShardPart part;
  private final PushdownAsking asking;
  private final FailingGroups failing;
  private final Set<String> restarted = new LinkedHashSet<>();
  private final boolean looksForRestarts;
  private final Map<MetricRule, SeriesRules> read = new LinkedHashMap<>();
  private final Map<String, PushdownRows> rows = new LinkedHashMap<>();
  private final List<NameRead> names = new ArrayList<>();
  private final List<NameRead> apart = new ArrayList<>();

  /**
   * Of one part of a run.
   *
   * @param before what read another part of the side before; null if this is the first: it looks
   *     where series of all parts fell
   */
  PushdownReader(SideRun side, Window window, ShardPart part, @Nullable PushdownReader before) {
    this.looksForRestarts = part.shared() && before == null;
    if (before != null) {
      restarted.addAll(before.restarted);
    }
    this.side = side;
    this.window = window;
    this.counts = side.counts();
    this.part = part;
    this.asking = new PushdownAsking(side, window);
    this.failing = new FailingGroups(side, asking);
  }

  /** Finds out which of some metrics there is anything of. */
  void begin(Map<MetricRule, SeriesRules> metrics) throws SourceUnavailable {
    Map<MetricRule, SeriesRules> unseen = new LinkedHashMap<>(metrics);
    unseen.entrySet().removeIf(one -> counts.of(side.names(one.getKey(), one.getValue())) > 0);
    read.putAll(metrics);
    if (!unseen.isEmpty() && nothingOf(unseen)) {
      read.keySet().removeAll(unseen.keySet());
    }
    if (looksForRestarts) {
      lookForRestarts(metrics);
    }
  }

  /** What one shard reads does not show it where series of the others fell. */
  private void lookForRestarts(Map<MetricRule, SeriesRules> metrics) throws SourceUnavailable {
    List<PushdownQueries> all = new ArrayList<>();
    metrics.forEach(
        (metric, series) ->
            side.names(metric, series).forEach(name -> all.add(queries(name, series))));
    restarted.addAll(new RestartLook(side, asking).of(all));
  }

  /** Whether metrics that no count showed have no series in between either. */
  private boolean nothingOf(Map<MetricRule, SeriesRules> metrics) throws SourceUnavailable {
    List<String> counted = new ArrayList<>();
    metrics.forEach(
        (metric, series) ->
            side.names(metric, series)
                .forEach(name -> counted.add(queries(name, series).anything())));
    boolean[] any = {false};
    long at = side.times(window, metrics.values().iterator().next()).guardsAt();
    try {
      side.query(String.join(" or ", counted), at, (labels, n) -> any[0] = true);
    } catch (QueryTooLarge tooLarge) {
      return false; // whoever reads them finds out
    }
    return !any[0];
  }

  /**
   * What to ask of every name, those with most series first: all of small ones at once, and of each
   * other its members and what rests on them. What does not is asked beside it where a count says
   * that there is something to read.
   */
  List<SideTasks.Task> questions() {
    List<SideTasks.Task> tasks = new ArrayList<>();
    read.forEach(
        (metric, series) -> {
          List<NameRead> own = namesOf(metric, series);
          names.addAll(own);
          List<NameRead> small = own.stream().filter(name -> few(name.name())).toList();
          if (!small.isEmpty()) {
            tasks.add(() -> askAll(small));
          }
          own.stream().filter(name -> !few(name.name())).forEach(apart::add);
        });
    apart.sort(Comparator.comparingDouble(this::counted).reversed());
    apart.forEach(name -> tasks.add(() -> askMembers(name)));
    tasks.addAll(reads(apart.stream().filter(name -> Double.isFinite(counted(name)))));
    return tasks;
  }

  private List<NameRead> namesOf(MetricRule metric, SeriesRules series) {
    PushdownRows ofMetric = new PushdownRows(side.identity(), metric.type());
    rows.put(metric.name(), ofMetric);
    return side.names(metric, series).stream()
        .map(name -> new NameRead(name, own(name, series), ofMetric))
        .toList();
  }

  private void askAll(List<NameRead> ofMetric) throws SourceUnavailable {
    Map<Question, NameRead> whose = new LinkedHashMap<>();
    for (NameRead name : ofMetric) {
      whose.put(name.question(Kind.MEMBERS), name);
      name.questions(Question.TOGETHER).forEach(question -> whose.put(question, name));
    }
    asking.ask(
        List.copyOf(whose.keySet()),
        (question, labels, value) -> {
          NameRead name = whose.get(question);
          if (name != null) {
            name.take(question, labels, value);
          }
        });
  }

  private void ask(NameRead name, Kind kind) throws SourceUnavailable {
    asking.ask(List.of(name.question(kind)), name);
  }

  private void askMembers(NameRead name) throws SourceUnavailable {
    ask(name, Kind.MEMBERS);
    if (name.any()) {
      ask(name, name.passing(counted(name)));
    }
  }

  private double counted(NameRead name) {
    return counts.of(List.of(name.name()));
  }

  /**
   * What else to ask, of names that nobody could count and that turned out to have members: these
   * are all that the other queries could touch.
   */
  List<SideTasks.Task> further() {
    return reads(
        apart.stream().filter(name -> Double.isInfinite(counted(name))).filter(NameRead::any));
  }

  /** What does not rest on the members. */
  private List<SideTasks.Task> reads(Stream<NameRead> some) {
    List<Kind> kinds =
        Question.apart(window, side.interval(), side.offset()).stream()
            .filter(kind -> kind != Kind.PASSING)
            .toList();
    return some.flatMap(name -> kinds.stream().<SideTasks.Task>map(kind -> () -> ask(name, kind)))
        .toList();
  }

  /** Draws what follows for groups: of series that are no counts, of restarts, of silence. */
  void finish() throws SourceUnavailable {
    for (NameRead name : names) {
      if (!name.allPass()) {
        ask(name, Kind.PASSING);
      }
      if (!name.allSound()) {
        ask(name, Kind.SOUND);
      }
      name.forgetMembers();
    }
    asking.forgetSets();
    rows.values().forEach(PushdownRows::forgetSets);
    if (read.isEmpty()) {
      return;
    }
    PushdownTimes times = side.times(window, read.values().iterator().next());
    restarted.addAll(side.targets().restartedInstances(times.touchedAfter(), times.guardsAt()));
    List<PushdownQueries> fell =
        names.stream()
            .filter(NameRead::fell)
            .map(name -> name.question(Kind.MEMBERS).queries())
            .toList();
    restarted.addAll(new RestartLook(side, asking).of(fell));
    fail(Set.copyOf(restarted));
    List<String> silent = side.targets().silentInstances(times.touchedAfter(), times.guardsAt());
    for (Map.Entry<MetricRule, SeriesRules> metric : read.entrySet()) {
      failing.failSilent(
          silent, own(metric.getKey(), metric.getValue()), ofMetric(metric.getKey()));
    }
  }

  /** Makes groups on some instances fail, as they turned out to have restarted. */
  void fail(Set<String> instances) throws SourceUnavailable {
    restarted.addAll(instances);
    for (Map.Entry<MetricRule, SeriesRules> metric : read.entrySet()) {
      PushdownRows ofMetric = ofMetric(metric.getKey());
      if (restarted.size() > MOST_RESTARTED) {
        ofMetric.allFailed();
      } else {
        failing.fail(instances, own(metric.getKey(), metric.getValue()), ofMetric);
      }
    }
  }

  /** Instances that are known to have restarted where anything was read. */
  Set<String> restarted() {
    return restarted;
  }

  private boolean few(SideRun.Name name) {
    return few(counts, name);
  }

  /** Whether all about a name is read in one query, with what its siblings have to tell. */
  static boolean few(SeriesCounts counts, SideRun.Name name) {
    return counts.of(List.of(name)) <= FEW_SERIES;
  }

  /** What each group gained; null for one whose raw samples must be read. */
  Map<GroupKey, @Nullable Gains> gains(MetricRule metric) {
    Map<GroupKey, @Nullable Gains> gains = ofMetric(metric).gains();
    gains.keySet().removeIf(group -> !part.owns(group));
    return gains;
  }

  /** How many series a group has, as far as the members told. */
  double series(MetricRule metric, GroupKey group) {
    return ofMetric(metric).series(group);
  }

  /**
   * Groups of any shard that fell, or that a scrape lacks: what shows restarts to a shard that does
   * not read them otherwise.
   */
  Set<GroupKey> restless(MetricRule metric, SeriesRules series) throws SourceUnavailable {
    List<Question> questions = new ArrayList<>();
    for (SideRun.Name name : side.names(metric, series)) {
      questions.add(new Question(Kind.RESTLESS, name, queries(name, series)));
    }
    PushdownRows found = new PushdownRows(side.identity(), metric.type());
    int atOnce = side.names(metric, series).stream().allMatch(this::few) ? questions.size() : 1;
    for (int i = 0; i < questions.size(); i += atOnce) {
      asking.ask(
          questions.subList(i, i + atOnce),
          (question, labels, value) -> question.take(labels, value, found));
    }
    return found.gains().keySet();
  }

  private PushdownQueries own(SideRun.Name name, SeriesRules series) {
    return queries(name, series).within(part.within(side, name));
  }

  /** The queries about each name of a metric. */
  private Map<SideRun.Name, PushdownQueries> own(MetricRule metric, SeriesRules series) {
    Map<SideRun.Name, PushdownQueries> own = new LinkedHashMap<>();
    side.names(metric, series).forEach(name -> own.put(name, own(name, series)));
    return own;
  }

  private PushdownRows ofMetric(MetricRule metric) {
    return rows.getOrDefault(metric.name(), new PushdownRows(side.identity(), metric.type()));
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
