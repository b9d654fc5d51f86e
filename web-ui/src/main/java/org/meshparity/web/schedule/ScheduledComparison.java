package org.meshparity.web.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.RunLimits;

/**
 * A comparison that is repeated.
 *
 * @param name what pages, metrics and requests call it: letters, digits, dot, dash, underscore
 * @param runner does the work
 * @param window how much time each run compares
 * @param every time from the start of one run to the start of the next
 * @param settle how far back the window must end so that its samples have arrived
 * @param delay time from the schedule's start to the first run
 * @param sources names of the servers that it asks, by which others are known to ask them too
 */
public record ScheduledComparison(
    String name,
    Runner runner,
    Duration window,
    Duration every,
    Duration settle,
    Duration delay,
    Set<String> sources) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  public ScheduledComparison {
    checkName(name);
    longerThanZero("window", window);
    longerThanZero("every", every);
    notBelowZero("settle", settle);
    notBelowZero("delay", delay);
    sources = Set.copyOf(sources);
  }

  /** One whose first run is at once, and whose servers nobody else asks. */
  public ScheduledComparison(
      String name, Runner runner, Duration window, Duration every, Duration settle) {
    this(name, runner, window, every, settle, Duration.ZERO, Set.of());
  }

  /** The same, its first run so much after the schedule's start. */
  public ScheduledComparison after(Duration wait) {
    return new ScheduledComparison(name, runner, window, every, settle, wait, sources);
  }

  /** The same, of servers by their names, one of which may be given twice. */
  ScheduledComparison asking(String... names) {
    Set<String> asked = new HashSet<>(List.of(names));
    return new ScheduledComparison(name, runner, window, every, settle, delay, asked);
  }

  /** A comparison against sources, repeated. */
  public static ScheduledComparison of(
      ComparisonSettings settings, RunLimits limits, Duration every, Duration settle) {
    Runner runner =
        (end, window) ->
            new Comparison(settings.over(window), limits, plan -> {}).amongOthers().run(end);
    return new ScheduledComparison(settings.name(), runner, settings.window(), every, settle)
        .asking(settings.legacy().source().name(), settings.candidate().source().name());
  }

  /**
   * Refuses what cannot be a comparison's name.
   *
   * @throws IllegalArgumentException saying what can
   */
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "comparison name must be 1 to 63 letters, digits, dots, dashes or underscores, was \""
              + name
              + "\"");
    }
  }

  private static void longerThanZero(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + " must be longer than 0, was " + duration);
    }
  }

  private static void notBelowZero(String what, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(what + " must be 0 or more, was " + duration);
    }
  }

  /** Compares one window. Faults of a source are a report, not an exception. */
  @FunctionalInterface
  public interface Runner {
    /**
     * Compares {@code (end - window, end]}.
     *
     * @param end inclusive, old enough for its samples to have arrived
     */
    Report run(Instant end, Duration window);
  }
}
