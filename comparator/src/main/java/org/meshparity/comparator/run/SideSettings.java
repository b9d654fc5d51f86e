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
 */
public record SideSettings(SampleSource source, LabelMatchers selector, Duration scrapeInterval) {

  public SideSettings {
    if (scrapeInterval.isNegative() || scrapeInterval.isZero()) {
      throw new IllegalArgumentException(
          "scrape interval must be longer than 0, was " + scrapeInterval);
    }
  }
}
