package org.meshparity.comparator.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * Whether all series of a name were handed out that the server itself had counted at the window's
 * end. A stream of chunks tells nobody how many there should be, and one that holds fewer than
 * there are looks like a mesh that has less to compare.
 */
final class WholeName {

  private final SideRun side;
  private final SideRun.Name name;
  private long series;

  WholeName(SideRun side, SideRun.Name name) {
    this.side = side;
    this.name = name;
  }

  /** Notes so many series more. */
  void add(long more) {
    series += more;
  }

  /** To be called once all of them are there. */
  void check() throws SourceUnavailable {
    double counted = counted();
    if (series < counted) {
      throw new SourceUnavailable(
          String.format(
              "%s handed out %d series of %s, though it had counted %.0f at the window's end;"
                  + " something on the way leaves them out, or it does not hand out all that it"
                  + " keeps: try again, and say remote-read: never if that does not help",
              side.source().name(), series, name.series(), counted),
          null);
    }
  }

  /**
   * The preflight looks at a name as a whole, from which a part of it cannot be told, and may look
   * back further than a short window is read.
   */
  private double counted() {
    @Nullable Map<String, Double> atEnd = side.countedAtEnd();
    boolean part = !name.from().where().matchers().isEmpty();
    return atEnd == null || part || !side.readsAllCounted()
        ? 0
        : atEnd.getOrDefault(name.series(), 0.0);
  }
}
