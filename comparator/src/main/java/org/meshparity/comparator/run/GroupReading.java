package org.meshparity.comparator.run;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;

/**
 * Both sides of one group over the same time. A run keeps millions of them, of which nearly all
 * have gains on both sides and nothing else to tell: only those stand in them.
 */
final class GroupReading {

  private final GroupKey key;
  private final Pieces pieces;
  private final @Nullable Gains legacy; // null as well as the other if there is more to tell
  private final @Nullable Gains candidate;
  private final @Nullable More more;

  private record More(SideGains legacy, SideGains candidate, @Nullable Undecidable open) {}

  /**
   * Of both sides.
   *
   * @param pieces the window, or what remains of it without the times that a restart left blind
   * @param open why nothing may be concluded although there are samples; null if something may
   */
  GroupReading(
      GroupKey key,
      SideGains legacy,
      SideGains candidate,
      Pieces pieces,
      @Nullable Undecidable open) {
    this.key = key;
    this.pieces = pieces;
    boolean only = open == null && legacy.onlyGains() && candidate.onlyGains();
    this.legacy = only ? legacy.gains() : null;
    this.candidate = only ? candidate.gains() : null;
    this.more = only ? null : new More(legacy, candidate, open);
  }

  GroupReading(GroupKey key, SideGains legacy, SideGains candidate, Pieces pieces) {
    this(key, legacy, candidate, pieces, null);
  }

  GroupKey key() {
    return key;
  }

  SideGains legacy() {
    return legacy != null ? SideGains.of(legacy) : more().legacy();
  }

  SideGains candidate() {
    return candidate != null ? SideGains.of(candidate) : more().candidate();
  }

  /** The window, or what remains of it without the times that a restart left blind. */
  Pieces pieces() {
    return pieces;
  }

  /** Why nothing may be concluded although there are samples; null if something may. */
  @Nullable Undecidable open() {
    return more == null ? null : more.open();
  }

  private More more() {
    if (more == null) {
      throw new IllegalStateException("there is nothing more to tell of " + key);
    }
    return more;
  }

  /** Which numbers a group has that no sample shows. */
  static Layout none(MetricRule metric) {
    return Layout.none(metric.type());
  }
}
