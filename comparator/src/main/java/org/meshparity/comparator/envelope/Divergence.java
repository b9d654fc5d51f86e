package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When two sides of a group began to differ (SEMANTICS 2, "When did it start"). What the candidate
 * counted more than legacy has bounds at every instant. The earliest instant whose bounds
 * contradict those of any one before proves that a difference had opened; the latest until which
 * both certainly counted the very same says that none had opened before. The largest contradiction
 * would say how much, never when.
 */
public final class Divergence {

  /**
   * More instants than this are thinned out, and more so the more processes a group has: the answer
   * is then later, and as true.
   */
  private static final int MOST_INSTANTS = 2000;

  private static final int LEAST_INSTANTS = 200;
  private static final int MOST_READINGS = 100_000;

  /**
   * When a difference opened.
   *
   * @param by at the latest, in milliseconds
   * @param after not before or at this instant; the window's start if nothing is known
   */
  public record Opening(long by, long after) {}

  private final RawGroup legacy;
  private final int legacyNumber;
  private final RawGroup candidate;
  private final int candidateNumber;

  /**
   * Of one number of a group.
   *
   * @param legacyNumber which cumulative bucket, or {@link RawGroup#COUNT}
   * @param candidateNumber the same on the other side
   */
  public Divergence(RawGroup legacy, int legacyNumber, RawGroup candidate, int candidateNumber) {
    this.legacy = legacy;
    this.legacyNumber = legacyNumber;
    this.candidate = candidate;
    this.candidateNumber = candidateNumber;
  }

  /**
   * When it opened, within the pieces of a window that both sides saw. Each piece is looked at for
   * itself: what they gained adds up, so where their sum proves a gap, one of them does.
   *
   * @return null if no instant contradicts an earlier one
   */
  public @Nullable Opening opening(Pieces pieces) {
    for (Pieces.Piece piece : pieces.list()) {
      double lowest = upper(piece.start(), piece);
      double highest = lower(piece.start(), piece);
      for (long at : instants(piece)) {
        double lower = lower(at, piece);
        double upper = upper(at, piece);
        if (lower > lowest || upper < highest) {
          return new Opening(at, sameUntil(pieces.list().get(0), at));
        }
        lowest = Math.min(lowest, upper);
        highest = Math.max(highest, lower);
      }
    }
    return null;
  }

  /** The latest instant of a piece, before another, until which both counted the very same. */
  private long sameUntil(Pieces.Piece piece, long before) {
    double begin = lower(piece.start(), piece);
    long same = piece.start();
    if (begin != upper(piece.start(), piece)) {
      return same;
    }
    for (long at : instants(piece)) {
      if (at < before && lower(at, piece) == begin && upper(at, piece) == begin) {
        same = at;
      }
    }
    return same;
  }

  private List<Long> instants(Pieces.Piece piece) {
    TreeSet<Long> instants = new TreeSet<>(List.of(piece.end()));
    legacy.addInstants(piece, instants);
    candidate.addInstants(piece, instants);
    int lives = Math.max(1, legacy.lives() + candidate.lives());
    int most = Math.max(LEAST_INSTANTS, Math.min(MOST_INSTANTS, MOST_READINGS / lives));
    int stride = 1 + instants.size() / most;
    List<Long> kept = new ArrayList<>();
    int i = 0;
    for (long instant : instants) {
      if (i++ % stride == 0 || instant == piece.end()) {
        kept.add(instant);
      }
    }
    return kept;
  }

  private double lower(long at, Pieces.Piece piece) {
    return candidate.lowerAt(at, candidateNumber, piece) - legacy.upperAt(at, legacyNumber, piece);
  }

  private double upper(long at, Pieces.Piece piece) {
    return candidate.upperAt(at, candidateNumber, piece) - legacy.lowerAt(at, legacyNumber, piece);
  }
}
