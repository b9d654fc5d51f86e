package org.meshparity.comparator.simulation;

import java.util.List;
import org.meshparity.comparator.script.ScriptSource;
import org.meshparity.comparator.source.ForwardingSource;

/** Many worlds at once, as a Prometheus would hand over their raw samples. */
public final class SimulatedSource extends ForwardingSource {

  /**
   * Holds these series only.
   *
   * @param epochMs when the worlds' zero was, in milliseconds since the epoch
   */
  public SimulatedSource(long epochMs, List<ScrapedSeries> series) {
    super(
        new ScriptSource(
            "simulated", epochMs, series.stream().map(ScrapedSeries::samples).toList()));
  }

  /** All series of some worlds. */
  public static SimulatedSource of(long epochMs, List<World> worlds) {
    return new SimulatedSource(
        epochMs, worlds.stream().flatMap(world -> world.series().stream()).toList());
  }
}
