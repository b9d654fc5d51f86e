package org.meshparity.comparator.run;

import java.time.Instant;
import org.meshparity.comparator.report.Report;

/**
 * One comparison, from pack to report. Faults of a source become a report whose outcome is {@code
 * UNAVAILABLE}; they are never thrown.
 */
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
public final class Comparison {

  private final ComparisonSettings settings;

  public Comparison(ComparisonSettings settings) {
    this.settings = settings;
  }

  /**
   * Compares the window that ends at an instant.
   *
   * @param end the window's end, inclusive; old enough for all that must settle
   */
  public Report run(Instant end) {
    throw new UnsupportedOperationException(settings.name() + end);
  }
}
