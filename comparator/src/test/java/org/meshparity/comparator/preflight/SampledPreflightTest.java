package org.meshparity.comparator.preflight;

import java.util.List;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.source.SampleSource;

/** Of a source that only hands over samples, as one that scrapes by itself. */
class SampledPreflightTest extends PreflightContract {

  @Override
  protected SampleSource source(List<ScrapedSeries> series) {
    return new SimulatedSource(EPOCH_MS, series);
  }
}
