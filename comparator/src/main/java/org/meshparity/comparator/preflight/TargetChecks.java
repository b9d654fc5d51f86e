package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshparity.comparator.preflight.FindingsOf.Said;
import org.meshparity.comparator.preflight.Lookup.Present;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.comparator.preflight.TargetFacts.OneTarget;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;

/**
 * What {@code up} tells of a side's targets: whether there are any, whether they are up, how often
 * they are scraped, since when, and whether they show when they restart.
 */
final class TargetChecks {

  private static final long SURELY_KEPT_MS = 3_600_000;
  private static final String START_TIME = "process_start_time_seconds";

  private final PreflightSide side;
  private final Lookup lookup;
  private final FindingsOf findings;
  private final long start;
  private final long end;
  private final List<OneTarget> current;

  TargetChecks(PreflightSide side, Lookup lookup, FindingsOf findings, long start, long end) {
    this.side = side;
    this.lookup = lookup;
    this.findings = findings;
    this.start = start;
    this.end = end;
    this.current = side.facts().current(side.interval());
  }

  void check() throws SourceUnavailable {
    if (current.isEmpty()) {
      noTarget();
      return;
    }
    down();
    interval();
    reach();
    restart();
  }

  /** Says which jobs there are instead, by what the selector asks for. */
  private void noTarget() throws SourceUnavailable {
    List<String> by = new ArrayList<>(List.of("job"));
    side.targets().matchers().stream()
        .map(Matcher::label)
        .filter(label -> !by.contains(label))
        .forEach(by::add);
    List<String> there = new ArrayList<>();
    for (Present row : lookup.present(List.of("up"), LabelMatchers.ALL, by)) {
      there.add(shown(row.labels(), by) + " (" + Math.round(row.count()) + ")");
    }
    String sentence =
        "no target matches {"
            + side.targets()
            + "} in the window: "
            + (there.isEmpty()
                ? side.source().name() + " has no up series at all"
                : "there are " + Targets.list(there.stream().sorted().toList()));
    String remedy =
        there.isEmpty()
            ? "is this the right server and tenant? without up nobody can tell a target that was"
                + " not scraped from one that counted nothing"
            : "correct --" + side.word() + "-selector, or the scrape configuration";
    String query = "count by (job) (up)";
    findings.side(
        side, Level.BLOCKS, Kind.NO_TARGET, new Said(sentence, remedy), asked(query), end);
  }

  /** A query to try; none where the source takes none. */
  private String asked(String query) {
    return lookup.query("up", LabelMatchers.ALL, List.of()).isEmpty() ? "" : query;
  }

  private static String shown(Labels labels, List<String> by) {
    List<Matcher> matchers = new ArrayList<>();
    for (String label : by) {
      if (!labels.get(label).isEmpty()) {
        matchers.add(new Matcher(label, LabelMatchers.Op.EQUAL, labels.get(label)));
      }
    }
    return matchers.isEmpty() ? "some without a job" : new LabelMatchers(matchers).toString();
  }

  private void down() {
    List<OneTarget> down = current.stream().filter(one -> !one.up()).toList();
    if (!down.isEmpty()) {
      Said said =
          new Said(
              Targets.howMany(down.size(), current.size())
                  + " cannot be scraped: "
                  + Targets.down(side, down),
              Targets.DOWN_REMEDY);
      Level level = down.size() == current.size() ? Level.BLOCKS : Level.DOUBT;
      findings.side(
          side, level, Kind.TARGET_DOWN, said, asked("up{" + side.targets() + "} == 0"), end);
    }
  }

  private void interval() {
    List<OneTarget> known = current.stream().filter(one -> one.gaps() >= 2).toList();
    if (known.isEmpty()) {
      return;
    }
    List<OneTarget> longer =
        known.stream().filter(one -> one.medianGap() > side.interval() * 1.05 + 20).toList();
    long most = known.stream().mapToLong(OneTarget::medianGap).max().orElse(0);
    String declared = seconds(side.interval());
    if (!longer.isEmpty()) {
      intervalLonger(longer, known.size(), most);
    } else if (most < side.interval() * 0.55) {
      findings.side(
          side,
          Level.NOTE,
          Kind.INTERVAL_SHORTER,
          "targets are scraped every " + seconds(most) + ", the declared interval is " + declared,
          "declare it (--"
              + side.word()
              + "-scrape-interval "
              + option(most)
              + "): shorter windows then decide the same");
    }
    missing(known);
  }

  private void intervalLonger(List<OneTarget> longer, int known, long most) {
    Level level = most > side.interval() * 1.5 ? Level.BLOCKS : Level.DOUBT;
    Said said =
        new Said(
            Targets.howMany(longer.size(), known)
                + " scraped every "
                + seconds(most)
                + ", less often than the declared "
                + seconds(side.interval())
                + ": "
                + Targets.names(longer),
            "declare what is true (--"
                + side.word()
                + "-scrape-interval "
                + option(most)
                + ", or scrape-interval in the pack), or scrape as often as declared");
    findings.side(
        side,
        level,
        Kind.INTERVAL_LONGER,
        said,
        asked("count_over_time(up{" + side.targets() + "}[10m])"),
        end);
  }

  private void missing(List<OneTarget> known) {
    List<OneTarget> holes = known.stream().filter(one -> one.longGaps() > 0).toList();
    if (holes.isEmpty()) {
      return;
    }
    long longest = holes.stream().mapToLong(OneTarget::longestGap).max().orElse(0);
    long many = holes.stream().filter(one -> 20L * one.longGaps() > one.gaps()).count();
    Said said =
        new Said(
            "scrapes are missing of "
                + Targets.howMany(holes.size(), known.size())
                + ": the longest pause is "
                + seconds(longest)
                + "; "
                + Targets.names(holes),
            "see whether the scraper was overloaded, restarted, or two of them take turns");
    findings.side(
        side,
        many > 0 ? Level.DOUBT : Level.NOTE,
        Kind.SCRAPES_MISSING,
        said,
        asked("count_over_time(up{" + side.targets() + "}[10m])"),
        end);
  }

  /** Whether the samples reach back to the window's start. */
  private void reach() throws SourceUnavailable {
    long first = side.facts().first();
    if (first <= start + side.interval() * 3 / 2) {
      return;
    }
    String from = "the window begins at " + side.shownTime(start) + ", ";
    String later = "take one that begins after " + side.shownTime(first) + " (--window, --at)";
    if (lookup.anythingScrapedAt(start) || young(first)) {
      findings.side(
          side,
          Level.DOUBT,
          Kind.TARGETS_TOO_YOUNG,
          from + "the first scrape of any of these targets was at " + side.shownTime(first),
          "nobody saw what they had counted before: from "
              + side.shownTime(first + end - start)
              + " on a window as long as this one is full, or "
              + later);
      return;
    }
    findings.side(
        side,
        Level.BLOCKS,
        Kind.RETENTION_TOO_SHORT,
        from + side.source().name() + " has nothing older than " + side.shownTime(first),
        later + ", or keep samples for longer (retention)");
  }

  /**
   * Whether all that the server has is of one hour. None that answers PromQL keeps so little, so it
   * has not dropped what is missing: it has only begun.
   */
  private boolean young(long first) throws SourceUnavailable {
    return !lookup.anythingScrapedAt(first + SURELY_KEPT_MS);
  }

  private void restart() throws SourceUnavailable {
    List<OneTarget> asked = current.stream().filter(one -> one.lastGood() >= 0).toList();
    if (side.restart().isEmpty()) {
      noSignalDeclared();
      return;
    }
    String signal = side.restart().get().series();
    List<OneTarget> silent = asked.stream().filter(one -> !one.signals()).toList();
    if (!silent.isEmpty()) {
      Said said =
          new Said(
              Targets.howMany(silent.size(), asked.size())
                  + " without the restart signal "
                  + signal
                  + ": "
                  + Targets.names(silent),
              "have "
                  + signal
                  + " scraped and kept, or name another signal in the pack (restart);"
                  + " without it a restart shows only if a series falls");
      findings.side(
          side,
          Level.DOUBT,
          Kind.RESTART_SIGNAL_MISSING,
          said,
          lookup.query(signal, side.targets(), List.of("job")),
          end);
    }
  }

  private void noSignalDeclared() throws SourceUnavailable {
    boolean usual = !lookup.present(List.of(START_TIME), side.targets(), List.of()).isEmpty();
    findings.side(
        side,
        Level.NOTE,
        Kind.NO_RESTART_SIGNAL,
        "the pack names no restart signal of this side, so a restart shows only if a series falls",
        usual
            ? "name one that these targets show in the pack: restart: " + START_TIME
            : "if these targets show when they started, name that series in the pack (restart)");
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0
        ? millis / 1000 + " s"
        : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** Rounded up to whole seconds, as an option takes it. */
  private static String option(long millis) {
    return (millis + 900) / 1000 + "s";
  }
}
