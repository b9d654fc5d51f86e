package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the samples of one child into lives (SEMANTICS 2: birth, restart, expiry, tail). Restarts
 * must have been noted on the timeline before, from all children of the target: see {@link
 * #noteRestarts}.
 */
public final class Lives {

  private final Delays delays;
  private final OptionalLong expiry;
  private final Timeline timeline;

  /**
   * For one target of one side.
   *
   * @param expiry after which idle time, in milliseconds, the exporter removes a child; empty if it
   *     never does
   */
  public Lives(Delays delays, OptionalLong expiry, Timeline timeline) {
    this.delays = delays;
    this.expiry = expiry;
    this.timeline = timeline;
  }

  /** Notes a restart wherever a child falls or vanishes that cannot have expired. */
  public void noteRestarts(Child child) {
    for (int i = 1; i < timeline.size(); i++) {
      if (child.presentAt(i - 1)
          && (!child.presentAt(i) || child.fellBetween(i - 1, i))
          && !mayHaveExpired(child, i)) {
        timeline.restartBefore(i);
      }
    }
  }

  /**
   * Whether the child stood still long enough before scrape i; what lies before the first sample is
   * unknown, so it may have.
   */
  private boolean mayHaveExpired(Child child, int i) {
    if (expiry.isEmpty()) {
      return false;
    }
    int first = i - 1;
    while (first > 0 && child.presentAt(first - 1) && child.sameAt(first - 1, i - 1)) {
      first--;
    }
    return first == 0 || visible(i) - timeline.stamp(first - 1) >= expiry.getAsLong();
  }

  /** When everything shown by scrape i has certainly been rendered, on this side's own clock. */
  private long visible(int i) {
    return delays.lowerFrom(timeline.stamp(i), timeline.duration(i)) - delays.clock();
  }

  /**
   * The lives of one child.
   *
   * @throws BrokenSamples if a sample is no count
   */
  List<Life> of(Child child) throws BrokenSamples {
    child.check();
    List<Life> lives = new ArrayList<>();
    List<Integer> absences = new ArrayList<>();
    Life life = null;
    int lastSeen = -1;
    for (int i = 0; i < timeline.size(); i++) {
      boolean present = child.presentAt(i);
      if (timeline.restartedBefore(i)) {
        endByRestart(life, lastSeen, i);
        if (life == null && i > 0) {
          lives.add(unseen(child, i - 1, visibleAt(i)));
        }
        life = null;
        absences = new ArrayList<>(List.of(i - 1));
      } else if (life != null && (!present || child.fellBetween(lastSeen, i))) {
        life.expired(delays.lowerFrom(timeline.stamp(i), timeline.duration(i)));
        life = null;
        absences = new ArrayList<>(present ? List.of(i - 1) : List.of());
      }
      if (!present) {
        absences.add(i);
        continue;
      }
      if (life == null) {
        life = begin(child, absences);
        lives.add(life);
        absences = new ArrayList<>();
      }
      sample(life, child, i);
      lastSeen = i;
    }
    if (timeline.ended() && life != null) {
      life.lost(unknownFrom(lastSeen), timeline.gone());
    } else if (timeline.ended() && timeline.size() > 0) {
      lives.add(unseen(child, timeline.size() - 1, timeline.gone()));
    }
    if (expiry.isPresent()) {
      lives.forEach(new Standstills(delays, expiry.getAsLong(), timeline, child)::note);
    }
    return lives;
  }

  private Life begin(Child child, List<Integer> absences) {
    Life life = new Life(child.layout());
    for (int absent : absences) {
      life.zeroUntil(delays.upperUntil(timeline.stamp(absent)));
    }
    return life;
  }

  /** What began after the last scrape of a process, and ended with it, was seen by nobody. */
  private Life unseen(Child child, int lastScrape, long over) {
    Life life = begin(child, List.of(lastScrape));
    life.lost(unknownFrom(lastScrape), over);
    return life;
  }

  private long visibleAt(int i) {
    return delays.lowerFrom(timeline.stamp(i), timeline.duration(i));
  }

  private void sample(Life life, Child child, int i) {
    long stamp = timeline.stamp(i);
    life.sample(
        i, delays.lowerFrom(stamp, timeline.duration(i)), delays.upperUntil(stamp), child.at(i));
  }

  private void endByRestart(@Nullable Life life, int lastSeen, int i) {
    if (life != null) {
      life.lost(unknownFrom(lastSeen), delays.lowerFrom(timeline.stamp(i), timeline.duration(i)));
    }
  }

  private long unknownFrom(int lastSeen) {
    return delays.upperUntil(timeline.stamp(lastSeen));
  }
}
