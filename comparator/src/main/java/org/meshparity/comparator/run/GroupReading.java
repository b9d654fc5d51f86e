package org.meshparity.comparator.run;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;

/**
 * Both sides of one group over the same time.
 *
 * @param pieces the window, or what remains of it without the times that a restart left blind
 * @param open why nothing may be concluded although there are samples; null if something may
 */
record GroupReading(
    GroupKey key,
    SideGains legacy,
    SideGains candidate,
    Pieces pieces,
    @Nullable Undecidable open) {

  GroupReading(GroupKey key, SideGains legacy, SideGains candidate, Pieces pieces) {
    this(key, legacy, candidate, pieces, null);
  }

  /** Which numbers a group has that no sample shows. */
  static Layout none(MetricRule metric) {
    return Layout.none(metric.type());
  }
}
