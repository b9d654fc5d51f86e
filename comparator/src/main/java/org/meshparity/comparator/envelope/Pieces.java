package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A window, less the times for which a restart or a death left no samples. They are removed from
 * both sides alike, so that the rest can still be compared exactly.
 *
 * @param list what remains, in order
 */
public record Pieces(List<Piece> list) {

  public Pieces {
    list = List.copyOf(list);
  }

  /**
   * A part of the window.
   *
   * @param start exclusive, in milliseconds
   * @param end inclusive, in milliseconds
   */
  public record Piece(long start, long end) {}

  /** The whole window, for groups without such times. */
  public static Pieces whole(long start, long end) {
    return new Pieces(List.of(new Piece(start, end)));
  }

  /** The window (start, end] less what either side of a group is blind for. */
  public static Pieces seenByBoth(long start, long end, RawGroup legacy, RawGroup candidate) {
    if (legacy.sawAll() && candidate.sawAll() && start < end) {
      return whole(start, end);
    }
    List<long[]> blind = new ArrayList<>(legacy.blindTimes());
    blind.addAll(candidate.blindTimes());
    blind.sort(Comparator.comparingLong(time -> time[0]));
    List<Piece> pieces = new ArrayList<>();
    long at = start;
    for (long[] time : blind) {
      if (time[0] > at) {
        pieces.add(new Piece(at, Math.min(time[0], end)));
      }
      at = Math.max(at, time[1]);
      if (at >= end) {
        break;
      }
    }
    if (at < end) {
      pieces.add(new Piece(at, end));
    }
    pieces.removeIf(piece -> piece.end() <= piece.start());
    return new Pieces(pieces);
  }

  /** Whether nothing of the window remains. */
  public boolean empty() {
    return list.isEmpty();
  }

  /** How much of the window remains, in milliseconds. */
  public long length() {
    return list.stream().mapToLong(piece -> piece.end() - piece.start()).sum();
  }
}
