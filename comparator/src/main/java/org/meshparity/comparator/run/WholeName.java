package org.meshparity.comparator.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * Whether all series of a name were handed out that the server itself had counted at the window's
 * end, or at its start where that was asked too: where targets are gone since. A stream of chunks
 * tells nobody how many there should be, and one that holds fewer than there are looks like a mesh
 * that has less to compare.
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
    boolean part = !name.from().where().matchers().isEmpty(); // counts are of the whole name
    double atStart = part ? 0 : side.counts().atStart(name.series());
    double atEnd = part ? 0 : atEnd();
    double counted = Math.max(atStart, atEnd);
    if (series < counted) {
      throw new SourceUnavailable(
          String.format(
              "%s handed out %d series of %s, though it had counted %.0f at the window's %s;"
                  + " something on the way leaves them out, or it does not hand out all that it"
                  + " keeps: try again, and say remote-read: never if that does not help",
              side.source().name(),
              series,
              name.series(),
              counted,
              atEnd < counted ? "start" : "end"),
          null);
    }
  }

  /** The preflight may look back further than a short window is read. */
  private double atEnd() {
    @Nullable Map<String, Double> atEnd = side.countedAtEnd();
    return atEnd == null || !side.readsAllCounted() ? 0 : atEnd.getOrDefault(name.series(), 0.0);
  }
}
