package org.meshparity.comparator.run;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.cause.GroupName;
import org.meshparity.comparator.cause.TargetTrouble;
import org.meshparity.comparator.envelope.Target;
import org.meshparity.comparator.envelope.Timeline;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.PromqlName;

/**
 * Which targets of a side did not answer for a part of the window, or are scraped no more, and
 * which groups their samples showed before.
 */
final class TargetTroubles {

  /** So many troubled targets at most are looked into. */
  private static final int MOST = 20;

  private final SideRun side;
  private final Odd odd;
  private final Window window;

  TargetTroubles(SideRun side, Odd odd) {
    this.side = side;
    this.odd = odd;
    this.window = odd.window();
  }

  /** All values of all labels of the targets that answered. */
  static Set<String> labels(SideRun side) {
    Set<String> values = new HashSet<>();
    side.targets()
        .forEach(
            (target, timeline) -> {
              if (timeline.size() > 0) {
                values.addAll(side.targets().labels(target).toMap().values());
              }
            });
    return values;
  }

  private record Found(Target target, String id, String what) {}

  List<TargetTrouble> troubles() throws SourceUnavailable {
    List<Found> found = new ArrayList<>();
    side.targets().forEach((target, timeline) -> note(target, timeline, found));
    List<Found> some = found.stream().limit(MOST).toList();
    List<Found> shownOnce = some.stream().filter(one -> !one.id().equals("never-scraped")).toList();
    Map<Target, Set<GroupName>> shown = shownOnce.isEmpty() ? Map.of() : shown(shownOnce);
    List<TargetTrouble> troubles = new ArrayList<>();
    for (Found one : some) {
      Set<GroupName> groups = shown.getOrDefault(one.target(), Set.of());
      boolean never = one.id().equals("never-scraped");
      if (never || !groups.isEmpty()) {
        boolean proved = one.id().equals("target-down");
        troubles.add(
            new TargetTrouble(
                one.id(),
                side.isLegacy(),
                one.what(),
                groups,
                Set.copyOf(side.targets().labels(one.target()).toMap().values()),
                proved,
                query(one.target())));
      }
    }
    return troubles;
  }

  private void note(Target target, Timeline timeline, List<Found> found) {
    String name = side.word() + " target " + target.instance() + " (job " + target.job() + ")";
    if (timeline.size() == 0) {
      found.add(
          new Found(target, "never-scraped", name + " was never scraped with success: up is 0"));
      return;
    }
    long last = timeline.stamp(timeline.size() - 1);
    boolean within = last > window.start() - side.interval() && last < window.end();
    if (!within) {
      return;
    }
    if (!timeline.ended() && timeline.lastAttempt() >= last + side.interval()) {
      found.add(
          new Found(
              target, "target-down", name + " has not answered since " + GroupChecks.time(last)));
    }
    if (timeline.ended() && !isReplaced(target, timeline)) {
      found.add(
          new Found(
              target,
              "target-missing",
              name
                  + " is scraped no more since "
                  + GroupChecks.time(last)
                  + ", and no other came"));
    }
  }

  /** A new target of the same job around its end is how a process is replaced. */
  private boolean isReplaced(Target ended, Timeline timeline) {
    boolean[] replaced = {false};
    long around = 4 * side.interval() + 60_000;
    side.targets()
        .forEach(
            (target, other) -> {
              boolean born =
                  other.size() > 0
                      && other.stamp(0) > side.after() + 2 * side.interval()
                      && Math.abs(other.stamp(0) - timeline.lastAttempt()) < around;
              replaced[0] |= born && target.job().equals(ended.job());
            });
    return replaced[0];
  }

  private Map<Target, Set<GroupName>> shown(List<Found> targets) throws SourceUnavailable {
    Set<Target> wanted = targets.stream().map(Found::target).collect(Collectors.toSet());
    LabelMatchers which = instances(wanted.stream().map(Target::instance).toList());
    Map<Target, Set<GroupName>> shown = new HashMap<>();
    for (MetricRule metric : odd.metrics(odd.groups())) {
      new CountSeries(side, metric)
          .read(
              which,
              (named, series) -> {
                Target target = Target.of(series.labels());
                if (wanted.contains(target)) {
                  shown
                      .computeIfAbsent(target, t -> new HashSet<>())
                      .add(
                          odd.name(metric, side.identity().of(named.labels(series.labels()::get))));
                }
              });
    }
    return shown;
  }

  static LabelMatchers instances(List<String> instances) {
    String any = instances.stream().sorted().map(Pattern::quote).collect(Collectors.joining("|"));
    return new LabelMatchers(List.of(new Matcher("instance", Op.REGEX, any)));
  }

  private List<CauseQuery> query(Target target) {
    if (!(side.source() instanceof QuerySource)) {
      return List.of();
    }
    LabelMatchers one =
        side.targetMatchers()
            .and(
                new LabelMatchers(
                    List.of(
                        new Matcher("job", Op.EQUAL, target.job()),
                        new Matcher("instance", Op.EQUAL, target.instance()))));
    String promql =
        "avg_over_time(" + PromqlName.selector("up", one) + "[" + window.length() + "ms])";
    return List.of(new CauseQuery(side.word(), promql, window.end() - side.offset()));
  }
}
