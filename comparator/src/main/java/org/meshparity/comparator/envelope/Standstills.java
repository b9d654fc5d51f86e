package org.meshparity.comparator.envelope;

/**
 * Finds where a child stood still so long that it may have expired and come back with the same
 * number, unseen between two scrapes. There the upper bound grows by the number for every expiry
 * that fits.
 */
final class Standstills {

  private final Delays delays;
  private final long expiry;
  private final Timeline timeline;
  private final Child child;

  Standstills(Delays delays, long expiry, Timeline timeline, Child child) {
    this.delays = delays;
    this.expiry = expiry;
    this.timeline = timeline;
    this.child = child;
  }

  void note(Life life) {
    int last = life.behind() - 1; // before the first for a life that nobody saw
    for (int first = life.firstScrape(); first <= last; ) {
      int end = first;
      while (end < last && child.sameAt(first, end + 1)) {
        end++;
      }
      note(life, first, end);
      first = end + 1;
    }
  }

  private void note(Life life, int first, int end) {
    int next = Math.min(end + 1, life.behind() - 1);
    long until = delays.lowerFrom(timeline.stamp(next), timeline.duration(next));
    boolean beginSeen = first > life.firstScrape() || life.birthSeen();
    long times =
        beginSeen
            ? (until - timeline.stamp(first - 1)) / expiry
            : (until - timeline.stamp(first)) / expiry
                + 1; // cut off by the start of the data: one more may fit
    if (times > 0 && child.at(first, child.layout().count()) > 0) {
      life.stoodStill(
          delays.upperUntil(timeline.stamp(first)), until, (double) times, child.at(first));
    }
  }
}
