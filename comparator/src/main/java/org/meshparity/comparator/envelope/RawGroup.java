package org.meshparity.comparator.envelope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of one group, read from raw samples: the lives of all its children on all targets. What
 * one of them cannot tell, the group cannot tell either.
 */
public final class RawGroup {

  /** Stands for the count, wherever a layout has it. */
  public static final int COUNT = -1;

  private final List<Life> lives = new ArrayList<>(1);
  private final List<long[]> blind = new ArrayList<>();
  private @Nullable String broken;
  private final NamesSeen names = new NamesSeen();

  /** Notes under which of the metric's names the group shows. */
  void shownAs(Named named) {
    String twoNames = names.note(named);
    if (twoNames != null) {
      broken(twoNames);
    }
  }

  /** Adds a child of a target whose restarts have been noted. */
  public void add(Child child, Lives target) {
    try {
      lives.addAll(target.of(child));
    } catch (BrokenSamples e) {
      broken(e.reason());
    }
  }

  /** Notes that the group cannot be read, and why. */
  public void broken(String reason) {
    broken = reason;
  }

  List<long[]> blindTimesToFill() {
    return blind;
  }

  /** Whether any part of a window is blind. */
  public boolean blindWithin(Window window) {
    return blindTimes().stream()
        .anyMatch(time -> time[1] > window.start() && time[0] < window.end());
  }

  /** Whether there are no such times at all. */
  boolean sawAll() {
    if (!blind.isEmpty()) {
      return false;
    }
    for (Life life : lives) {
      if (life.hasUnknownTail()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Times in which something happened that no sample tells of, each as {from, until} in
   * milliseconds.
   */
  List<long[]> blindTimes() {
    List<long[]> times = new ArrayList<>(blind);
    for (Life life : lives) {
      if (life.hasUnknownTail()) {
        times.add(new long[] {life.unknownFrom(), life.over()});
      }
    }
    return times;
  }

  /**
   * What the group gained over the pieces of a window.
   *
   * @param layout what a group without any sample consists of
   * @throws BrokenSamples if a member's samples are no counts or contradict themselves
   */
  public Gains gains(Pieces pieces, Layout layout) throws BrokenSamples {
    return gains(pieces, layout, Long.MIN_VALUE);
  }

  /**
   * The same where nothing happened after an instant, so that counts there are exact.
   *
   * @param stopped when the load stopped, in milliseconds
   */
  public Gains gains(Pieces pieces, Layout layout, long stopped) throws BrokenSamples {
    if (broken != null) {
      throw new BrokenSamples(broken);
    }
    Gains sum = null;
    for (Life life : lives) {
      for (Pieces.Piece piece : pieces.list()) {
        Gains gains = life.gains(piece.start(), piece.end(), piece.end() == stopped);
        sum = sum == null ? gains : sum.plus(gains);
      }
    }
    return sum == null ? Gains.none(layout) : sum;
  }

  /**
   * Whether anything was counted after an instant at which the load is said to have stopped, in
   * words; null if no sample shows it.
   *
   * @param until samples that show only what happened later are not looked at
   */
  public @Nullable String movedAfter(long stopped, long until) {
    for (Life life : lives) {
      Life.Movement movement = life.movementAfter(stopped, until);
      if (movement != null) {
        return "from "
            + (long) movement.before()
            + " to "
            + (long) movement.after()
            + " by "
            + Instant.ofEpochMilli(movement.at());
      }
    }
    return null;
  }

  /**
   * What the group counted in blocks of time; null if the window is too short for enough of them.
   *
   * @param scrapeInterval in milliseconds
   */
  public @Nullable TimeBlocks blocks(Window window, long scrapeInterval) {
    return TimeBlocks.of(lives, window, scrapeInterval);
  }

  /** Which numbers its children have; null if no sample shows any. */
  public @Nullable Layout layout() {
    return lives.isEmpty() ? null : lives.get(0).layout();
  }

  int lives() {
    return lives.size();
  }

  /** What was certainly counted up to an instant of a piece that both sides saw. */
  double lowerAt(long instant, int number, Pieces.Piece piece) {
    double sum = 0;
    for (Life life : lives) {
      sum += life.overBy(piece.start()) ? 0 : life.lowerAt(instant, number);
    }
    return sum;
  }

  /** What at most was counted up to it. */
  double upperAt(long instant, int number, Pieces.Piece piece) {
    double sum = 0;
    for (Life life : lives) {
      sum += life.overBy(piece.start()) ? 0 : life.upperAt(instant, number, piece);
    }
    return sum;
  }

  /** Adds all instants of a piece at which bounds change. */
  void addInstants(Pieces.Piece piece, Collection<Long> into) {
    for (Life life : lives) {
      life.addInstants(piece, into);
    }
  }

  /** How much the group's count is in doubt at an instant. */
  public double doubtAt(long instant) {
    double doubt = 0;
    for (Life life : lives) {
      doubt += life.doubtAt(instant);
    }
    return doubt;
  }

  /** Adds how much the group's count is in doubt at each of some instants. */
  public void addDoubts(Instants instants, double[] into) {
    double[] own = new double[instants.size()];
    for (Life life : lives) {
      life.addDoubts(instants, own);
    }
    for (int i = 0; i < own.length; i++) {
      into[i] += own[i];
    }
  }
}
