package org.meshparity.web.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs so far, in memory and bounded: of each comparison the last runs in short form, and the
 * reports of the last few, a report being megabytes for a large mesh. The report that speaks for
 * the comparison is always kept.
 */
public final class History {

  private static final int RUNS = 500;
  private static final int REPORTS = 20;

  private final Map<String, List<Run>> byComparison = new HashMap<>();

  /** Takes in a new run, or the next state of a known one. */
  synchronized void put(Run run) {
    List<Run> runs = new ArrayList<>(runs(run.comparison()));
    int known = runs.stream().map(Run::id).toList().indexOf(run.id());
    if (known < 0) {
      runs.add(0, run);
    } else {
      runs.set(known, run);
    }
    byComparison.put(run.comparison(), bounded(runs));
  }

  /** A run by its id. */
  public synchronized Optional<Run> find(String id) {
    return byComparison.values().stream()
        .flatMap(List::stream)
        .filter(run -> run.id().equals(id))
        .findFirst();
  }

  /** The runs of a comparison, newest first. */
  public synchronized List<Run> runs(String comparison) {
    return byComparison.getOrDefault(comparison, List.of());
  }

  /** The newest ended run that speaks for a comparison, whether it has a result or failed. */
  public Optional<Run> lastEnded(String comparison) {
    return runs(comparison).stream()
        .filter(run -> run.trigger().standing() && run.progress().ended())
        .findFirst();
  }

  /** The newest run with a report that speaks for a comparison. */
  public Optional<Run> latest(String comparison) {
    return latest(runs(comparison));
  }

  private static Optional<Run> latest(List<Run> newestFirst) {
    return newestFirst.stream()
        .filter(run -> run.trigger().standing() && run.progress().report().isPresent())
        .findFirst();
  }

  private static List<Run> bounded(List<Run> newestFirst) {
    String speaks = latest(newestFirst).map(Run::id).orElse("");
    List<Run> kept = new ArrayList<>();
    int reports = 0;
    for (Run run : newestFirst) {
      boolean always = run.id().equals(speaks);
      if (kept.size() < RUNS || always) {
        kept.add(always || reports < REPORTS ? run : withoutReport(run));
      }
      reports += run.progress().report().isPresent() ? 1 : 0;
    }
    return List.copyOf(kept);
  }

  private static Run withoutReport(Run run) {
    return run.progress() instanceof Progress.Finished done
        ? run.with(new Progress.Finished(done.started(), done.finished(), done.result(), null))
        : run;
  }
}
