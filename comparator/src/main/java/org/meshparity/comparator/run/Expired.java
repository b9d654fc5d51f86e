package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.cause.Gathered;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.cause.GroupName;
import org.meshparity.comparator.cause.TargetTrouble;
import org.meshparity.comparator.envelope.Target;
import org.meshparity.comparator.envelope.Timeline;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.PromqlName;

/**
 * Series that vanished while their target went on answering, in groups that are left undecided, or
 * short: removed by their exporter as idle. Where the pack declares no expiry, that is its mistake,
 * and a removal then looks like a restart.
 */
final class Expired {

  private static final String ID = "series-expired";
  private static final int MOST_GROUPS = 40;
  private static final int LEAST_SCRAPES = 2;

  private final SideRun side;
  private final Odd odd;

  Expired(SideRun side, Odd odd) {
    this.side = side;
    this.odd = odd;
  }

  List<TargetTrouble> troubles() throws SourceUnavailable {
    List<TargetTrouble> troubles = new ArrayList<>();
    for (Group group : some(side, odd.groups())) {
      look(group).ifPresent(troubles::add);
    }
    return troubles;
  }

  /** What one run would have found, of what several parts of it did, each with its own groups. */
  static Gathered ofOneRun(Gathered all, List<Group> odd, SideRun legacy, SideRun candidate) {
    Set<GroupName> ofLegacy = names(some(legacy, odd));
    Set<GroupName> ofCandidate = names(some(candidate, odd));
    return all.withTroubles(
        all.troubles().stream()
            .filter(
                trouble ->
                    !trouble.id().equals(ID)
                        || (trouble.ofLegacy() ? ofLegacy : ofCandidate)
                            .containsAll(trouble.shown()))
            .toList());
  }

  private static Set<GroupName> names(List<Group> groups) {
    return groups.stream()
        .map(group -> new GroupName(group.metric(), group.labels()))
        .collect(Collectors.toSet());
  }

  /** The groups that are looked at, those with most traffic. */
  private static List<Group> some(SideRun side, List<Group> odd) {
    return odd.stream()
        .filter(group -> mayBe(side, group))
        .sorted(
            Comparator.comparingDouble((Group group) -> -group.traffic())
                .thenComparing(group -> group.metric() + group.labels()))
        .limit(MOST_GROUPS)
        .toList();
  }

  /** This side's count is the one in doubt, or short. */
  private static boolean mayBe(SideRun side, Group group) {
    Bounds own = side.isLegacy() ? group.legacy() : group.candidate();
    Bounds other = side.isLegacy() ? group.candidate() : group.legacy();
    boolean doubtful = own.upper() - own.lower() > 2 * (other.upper() - other.lower());
    boolean declared = side.expiry().isPresent();
    return group.hasGap() ? !declared && own.upper() < other.lower() : doubtful;
  }

  private Optional<TargetTrouble> look(Group group) throws SourceUnavailable {
    MetricRule metric =
        odd.pack().metrics().stream()
            .filter(one -> one.name().equals(group.metric()))
            .findFirst()
            .orElseThrow();
    Map<Long, String> vanished = new LinkedHashMap<>();
    CountSeries series = new CountSeries(side, metric);
    GroupMatchers matchers = new GroupMatchers(side.identity());
    for (SideRun.Name name : series.names()) {
      Optional<LabelMatchers> which = matchers.of(group.labels(), name.from().labels());
      if (which.isPresent()) {
        series.read(
            which.get(),
            (named, found) ->
                vanishedAt(found)
                    .ifPresent(at -> vanished.putIfAbsent(at, found.labels().get("instance"))));
      }
    }
    if (vanished.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<Long, String> first = vanished.entrySet().iterator().next();
    return Optional.of(
        new TargetTrouble(
            ID,
            side.isLegacy(),
            sentence(first),
            Set.of(new GroupName(group.metric(), group.labels())),
            Set.of(),
            true,
            query(series, matchers, group)));
  }

  private String sentence(Map.Entry<Long, String> first) {
    String what =
        side.word()
            + " removed series that stood still, on "
            + first.getValue()
            + " after "
            + GroupChecks.time(first.getKey())
            + ", while their target went on";
    return side.expiry().isPresent()
        ? what + ": what they may have counted since is in doubt until traffic shows them again"
        : what + "; the pack declares no expiry for this side: sides." + side.word() + ".expiry";
  }

  /** When a series was last shown before it vanished in the window, if it did as idle ones do. */
  private OptionalLong vanishedAt(RawSeries series) {
    Timeline timeline = side.targets().of(Target.of(series.labels()));
    if (timeline == null) {
      return OptionalLong.empty();
    }
    for (int i = 0; i < series.size(); i++) {
      long at = series.timestamp(i);
      long next = i + 1 < series.size() ? series.timestamp(i + 1) : Long.MAX_VALUE;
      boolean inWindow = at < odd.window().end() && next > odd.window().start();
      if (inWindow && missed(timeline, at, next) && isIdle(series, i)) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** Whether scrapes of a process that went on did not show it. */
  private boolean missed(Timeline timeline, long at, long next) {
    int scrape = timeline.indexOf(at);
    int missing = 0;
    for (int i = scrape + 1; scrape >= 0 && i < timeline.size() && timeline.stamp(i) < next; i++) {
      missing++;
    }
    long until = next == Long.MAX_VALUE ? timeline.lastAttempt() : next;
    boolean restarted =
        side.expiry().isEmpty()
            && (!side.hasRestartSignal() || timeline.signalledWithin(at, until));
    return missing >= LEAST_SCRAPES && !restarted;
  }

  /** It stood still as long as the pack declares; any time if it declares nothing. */
  private boolean isIdle(RawSeries series, int last) {
    int first = last;
    while (first > 0 && series.value(first - 1) == series.value(last)) {
      first--;
    }
    long still = series.timestamp(last) - series.timestamp(first);
    long least = side.expiry().isPresent() ? side.expiry().getAsLong() : 2 * side.interval();
    return first == 0 || still >= least - 2 * side.interval();
  }

  private List<CauseQuery> query(CountSeries series, GroupMatchers matchers, Group group) {
    if (!(side.source() instanceof QuerySource) || series.names().isEmpty()) {
      return List.of();
    }
    SideRun.Name name = series.names().get(0);
    LabelMatchers which =
        side.selector()
            .and(name.from().where())
            .and(matchers.of(group.labels(), name.from().labels()).orElse(LabelMatchers.ALL));
    String selector = PromqlName.selector(name.series(), which);
    String promql =
        "last_over_time("
            + selector
            + "["
            + odd.window().length()
            + "ms]) unless last_over_time("
            + selector
            + "["
            + (2 * side.interval() + 1000)
            + "ms])";
    return List.of(new CauseQuery(side.word(), promql, odd.window().end() - side.offset()));
  }
}
