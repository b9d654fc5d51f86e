package org.meshparity.comparator.run;

import java.time.Duration;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.LabelMatchers;

/**
 * One side of a comparison.
 *
 * @param source where its samples come from
 * @param selector which targets belong to it
 * @param scrapeInterval upper bound of the time between two scrapes of one target (SEMANTICS: S)
 * @param offset how much earlier than the window the side is read; 0 or more
 */
public record SideSettings(
    SampleSource source, LabelMatchers selector, Duration scrapeInterval, Duration offset) {

  /** Read at the window's own time. */
  public SideSettings(SampleSource source, LabelMatchers selector, Duration scrapeInterval) {
    this(source, selector, scrapeInterval, Duration.ZERO);
  }

  public SideSettings {
    if (scrapeInterval.isNegative() || scrapeInterval.isZero()) {
      throw new IllegalArgumentException(
          "scrape interval must be longer than 0, was " + scrapeInterval);
    }
    if (offset.isNegative()) {
      throw new IllegalArgumentException("offset must be 0 or more, was " + offset);
    }
  }
}
