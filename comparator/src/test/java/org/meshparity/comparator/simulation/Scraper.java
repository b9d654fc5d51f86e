package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.MILLI;
import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads one target as Prometheus does: a tick that comes a little late, a stamp that is put back on
 * the tick if it was at most 2 ms late and is cut to the millisecond, and series that are rendered
 * one after another while the scrape lasts.
 */
public final class Scraper {

  private static final long ALIGNED_WITHIN = 2 * MILLI;
  private static final long UPTIME_REFRESH = 5 * SECOND;

  private final Generation generation;
  private final Target target;
  private final Dice dice;
  private final List<Recorder> recorders = new ArrayList<>();
  private final Set<Process> scraped = new HashSet<>();
  private final ScrapedSeries.Builder up;
  private final ScrapedSeries.Builder took;
  private final ScrapedSeries.Builder uptime;
  private final Evidence evidence;
  private final long clockOffsetMs;
  private Span span = Span.WORLD;
  private Process current;
  private boolean restartWithoutEvidence;

  /**
   * @param labels of the target, which all its series carry
   * @param keys which families of which groups its processes may expose
   * @param clockOffsetMs how far this side's clock is ahead
   */
  public Scraper(
      Generation generation,
      Target target,
      Map<String, String> labels,
      List<Recorder.Key> keys,
      long clockOffsetMs,
      Dice dice) {
    this.generation = generation;
    this.target = target;
    this.dice = dice;
    this.clockOffsetMs = clockOffsetMs;
    this.evidence = new Evidence(generation == Generation.LEGACY);
    this.up = new ScrapedSeries.Builder("up", labels);
    this.took = new ScrapedSeries.Builder("scrape_duration_seconds", labels);
    this.uptime = new ScrapedSeries.Builder("envoy_server_uptime", labels);
    for (Recorder.Key key : keys) {
      recorders.add(new Recorder(key, generation, labels));
    }
  }

  /** Scrapes for another time than the worlds' own. */
  public Scraper over(Span other) {
    span = other;
    return this;
  }

  /**
   * Scrapes from zero to the end.
   *
   * @param outages times in which the scraper itself is down, as {start, end}
   */
  public void run(List<long[]> outages) {
    long from = Math.max(target.discovered, 0);
    long until = Math.min(target.forgotten, span.end());
    long number = Math.floorDiv(from - target.phase + target.interval - 1, target.interval);
    long last = -1;
    for (; target.phase + number * target.interval <= until; number++) {
      long tick = target.phase + number * target.interval;
      if (outages.stream().anyMatch(o -> tick > o[0] && tick < o[1])) {
        recorders.forEach(Recorder::forget);
        continue;
      }
      last = scrape(tick, target.failing.contains(number));
    }
    if (target.forgotten < span.end() && last >= 0) {
      long stamp = last + target.interval / MILLI;
      markGone(stamp);
      ownSeries().forEach(builder -> builder.add(stamp, ScrapedSeries.STALE));
    }
  }

  private long scrape(long tick, boolean fails) {
    long late = target.exact ? 0 : lateness();
    long start = tick + late;
    long stamp = Math.floorDiv(late <= ALIGNED_WITHIN ? tick : start, MILLI) + clockOffsetMs;
    double share = target.exact || dice.chance(0.2) ? 1 : dice.between(0.3, 1);
    long takes = (long) Math.ceil(share * target.scrapeTakes);
    Process process = fails ? null : answering(start, start + takes);
    up.add(stamp, process == null ? 0 : 1);
    took.add(stamp, takes / (double) SECOND);
    if (process == null) {
      markGone(stamp);
    } else {
      read(process, start, takes, stamp);
    }
    return stamp;
  }

  private long lateness() {
    return dice.secondsBetween(0, dice.chance(0.9) ? 0.003 : 0.030);
  }

  private Process answering(long start, long end) {
    for (Process process : target.processes) {
      if (process.lives(start) && process.lives(end)) {
        return process;
      }
    }
    return null;
  }

  private void read(Process process, long start, long takes, long stamp) {
    if (process != current) {
      recorders.forEach(recorder -> recorder.attach(process));
    }
    evidence.begin();
    for (Recorder recorder : recorders) {
      double[] row = recorder.read(start + rendering(takes), stamp);
      evidence.saw(recorder.key(), row, stamp, takes);
    }
    if (generation == Generation.CANDIDATE) {
      readUptime(process, start + rendering(takes), stamp, takes);
    }
    boolean shown = evidence.end(stamp);
    if (current != null && process != current && !shown && current.countedAnything()) {
      restartWithoutEvidence = true;
    }
    current = process;
    scraped.add(process);
  }

  private long rendering(long takes) {
    return dice.chance(0.1) ? takes : Math.round(dice.between(0, 1) * takes);
  }

  /** Whole seconds since the process started. */
  private void readUptime(Process process, long moment, long stamp, long takes) {
    long flushed = process.tickFrom(moment - UPTIME_REFRESH + 1, UPTIME_REFRESH);
    double seconds = Math.max(0, (flushed - process.start()) / SECOND);
    uptime.add(stamp, seconds);
    evidence.saw("uptime", new double[] {seconds}, stamp, takes);
  }

  private void markGone(long stamp) {
    recorders.forEach(recorder -> recorder.markGone(stamp));
  }

  /** Whether a process began anew, and no successful scrape shows it. */
  public boolean restartWithoutEvidence() {
    return restartWithoutEvidence;
  }

  /** Whether a process counted something that mattered, and no scrape ever reached it. */
  public boolean missedAProcess() {
    return target.processes.stream().anyMatch(p -> p.countedAnything() && !scraped.contains(p));
  }

  /** Families of groups that a scraped process counted, and no scrape of it shows. */
  public List<Recorder.Key> missedSeries() {
    List<Recorder.Key> missed = new ArrayList<>();
    for (Recorder recorder : recorders) {
      if (scraped.stream().anyMatch(process -> recorder.missed(process, span))) {
        missed.add(recorder.key());
      }
    }
    return missed;
  }

  /** All that was scraped. */
  public List<ScrapedSeries> series() {
    List<ScrapedSeries> all = new ArrayList<>();
    recorders.forEach(recorder -> all.addAll(recorder.series()));
    ownSeries().forEach(builder -> all.add(builder.build()));
    return all;
  }

  private List<ScrapedSeries.Builder> ownSeries() {
    return Stream.of(up, took, uptime).filter(builder -> !builder.isEmpty()).toList();
  }
}
