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
    int behind = Math.min(child.behind() + 1, timeline.size()); // the scrape that lacks it counts
    int from = child.steady() ? child.behind() : child.first() + 1;
    for (int i = from; i < behind; i++) {
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
    return child.steady() && !timeline.restarted() ? ofSteady(child) : cut(child);
  }

  /** The same for any child, scrape by scrape. */
  List<Life> cut(Child child) throws BrokenSamples {
    child.check();
    List<Life> lives = new ArrayList<>(1);
    Life life = null;
    int zeroFirst = 0; // every scrape from here on shows that the next life is at 0
    for (int i = 0; i < timeline.size(); i++) {
      boolean present = child.presentAt(i);
      if (timeline.restartedBefore(i)) {
        endByRestart(life, i);
        if (life == null && i > 0) {
          lives.add(unseen(child, i - 1, visibleAt(i)));
        }
        life = null;
        zeroFirst = i - 1;
      } else if (life != null && (!present || child.fellBetween(i - 1, i))) {
        life.expired(visibleAt(i));
        life = null;
        zeroFirst = present ? i - 1 : i;
      }
      if (present) {
        if (life == null) {
          life = new Life(child, timeline, delays, zeroFirst, i);
          lives.add(life);
        }
        life.sample();
      }
    }
    return ended(child, life, lives);
  }

  /** The same for nearly every child: it has one life, from its first sample to its last. */
  private List<Life> ofSteady(Child child) {
    List<Life> lives = new ArrayList<>(1);
    Life life = new Life(child, timeline, delays, 0, child.first());
    life.samplesUntil(child.behind());
    lives.add(life);
    if (child.behind() < timeline.size()) {
      life.expired(visibleAt(child.behind()));
      return ended(child, null, lives);
    }
    return ended(child, life, lives);
  }

  private List<Life> ended(Child child, @Nullable Life life, List<Life> lives) {
    noteEnd(child, life, lives);
    if (expiry.isPresent()) {
      lives.forEach(new Standstills(delays, expiry.getAsLong(), timeline, child)::note);
    }
    return lives;
  }

  private void noteEnd(Child child, @Nullable Life life, List<Life> lives) {
    if (timeline.ended() && life != null) {
      life.lost(unknownFrom(life.behind() - 1), timeline.gone());
    } else if (timeline.ended() && timeline.size() > 0) {
      lives.add(unseen(child, timeline.size() - 1, timeline.gone()));
    }
  }

  /** What began after the last scrape of a process, and ended with it, was seen by nobody. */
  private Life unseen(Child child, int lastScrape, long over) {
    Life life = new Life(child, timeline, delays, lastScrape, lastScrape + 1);
    life.lost(unknownFrom(lastScrape), over);
    return life;
  }

  private long visibleAt(int i) {
    return delays.lowerFrom(timeline.stamp(i), timeline.duration(i));
  }

  private void endByRestart(@Nullable Life life, int i) {
    if (life != null) {
      life.lost(unknownFrom(life.behind() - 1), visibleAt(i));
    }
  }

  private long unknownFrom(int lastSeen) {
    return delays.upperUntil(timeline.stamp(lastSeen));
  }
}
