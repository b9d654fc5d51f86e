package org.meshparity.comparator.series;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A place between two values, where a bucket ends: just before a number or just after it. {@code
 * le="10"} read inclusively ends after 10, read strictly before 10; for bytes these are two
 * different cuts.
 *
 * @param at a value in the metric's unit
 * @param after whether the value itself lies below the cut
 */
public record Cut(BigDecimal at, boolean after) implements Comparable<Cut> {

  public Cut {
    at = at.signum() == 0 ? BigDecimal.ZERO : at.stripTrailingZeros();
  }

  /** The cut that counts everything below a value. */
  public static Cut before(BigDecimal at) {
    return new Cut(at, false);
  }

  /** The cut that counts everything up to and including a value. */
  public static Cut after(BigDecimal at) {
    return new Cut(at, true);
  }

  @Override
  public int compareTo(Cut other) {
    int order = at.compareTo(other.at);
    return order != 0 ? order : Boolean.compare(after, other.after);
  }

  // Written out, since all edges are compared by it: a record's own cost more each time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cut cut && after == cut.after && at.equals(cut.at);
  }

  @Override
  public int hashCode() {
    return 2 * at.hashCode() + (after ? 1 : 0);
  }

  @Override
  public String toString() {
    return (after ? "up to " : "below ") + at.toPlainString();
  }
}
