package org.meshparity.web.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.comparator.report.Report;

/**
 * The runs so far, in memory and bounded: of each comparison the last runs in short form, and the
 * reports of the last few. A large mesh's report takes tens of megabytes, so of such there are
 * fewer; the newest of a comparison, and the one that speaks for it, are always kept.
 */
public final class History {

  private static final int RUNS = 500;
  private static final int REPORTS = 20;

  /** An eighth of the heap may be reports, of which a check takes about 64 bytes. */
  private static final int HEAP_A_CHECK = 8 * 64;

  private final long mostChecks;
  private final Map<String, List<Run>> byComparison = new HashMap<>();

  /** As much as the heap of this process bears. */
  History() {
    this(Runtime.getRuntime().maxMemory() / HEAP_A_CHECK);
  }

  /**
   * Bounded by what reports hold.
   *
   * @param mostChecks of all reports together, those left out that are always kept
   */
  History(long mostChecks) {
    this.mostChecks = mostChecks;
  }

  /** Takes in a new run, or the next state of a known one. */
  synchronized void put(Run run) {
    List<Run> runs = new ArrayList<>(runs(run.comparison()));
    int known = runs.stream().map(Run::id).toList().indexOf(run.id());
    if (known < 0) {
      runs.add(0, run);
    } else {
      runs.set(known, run);
    }
    byComparison.put(run.comparison(), runs);
    byComparison.replaceAll((comparison, all) -> bounded(all, mostChecks / byComparison.size()));
  }

  /** Lets every report go that need not be kept, because a run needs the memory. */
  synchronized void letGo() {
    byComparison.replaceAll((comparison, all) -> bounded(all, -1));
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

  /** Whether a run that will speak for a comparison has its turn or waits for it. */
  boolean underWay(String comparison) {
    return runs(comparison).stream()
        .anyMatch(run -> run.trigger().standing() && !run.progress().ended());
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

  private static List<Run> bounded(List<Run> newestFirst, long mostChecks) {
    String speaks = latest(newestFirst).map(Run::id).orElse("");
    long room = mostChecks;
    List<Run> kept = new ArrayList<>();
    int reports = 0;
    for (Run run : newestFirst) {
      Optional<Report> report = run.progress().report();
      boolean speaking = run.id().equals(speaks);
      boolean always = speaking || reports == 0;
      reports += report.isPresent() ? 1 : 0;
      if (!always) {
        room -= report.map(one -> one.checks().size()).orElse(0);
      }
      if (kept.size() < RUNS || speaking) {
        kept.add(always || (reports <= REPORTS && room >= 0) ? run : withoutReport(run));
      }
    }
    return List.copyOf(kept);
  }

  private static Run withoutReport(Run run) {
    return run.progress() instanceof Progress.Finished done
        ? run.with(new Progress.Finished(done.started(), done.finished(), done.result(), null))
        : run;
  }
}
