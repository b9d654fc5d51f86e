package org.meshparity.comparator.run;

import java.util.Comparator;
import org.meshparity.comparator.cause.Group;
import org.meshparity.rules.MetricRule;

/**
 * One group of a run once it was judged.
 *
 * @param id with which the ids of its checks begin
 * @param tally what its checks come to
 */
record JudgedGroup(
    MetricRule metric, Group group, GroupReading reading, long id, GroupTally tally) {

  /** By what the ids begin with, so that the checks of groups in this order are nearly in order. */
  static final Comparator<JudgedGroup> BY_ID =
      (one, other) -> Long.compareUnsigned(one.id(), other.id());

  /** What the ids of all checks of this group have in common, and nearly no others. */
  long stem() {
    return id >>> CheckIds.CLAIM_BITS;
  }
}
