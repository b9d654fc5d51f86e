package org.meshparity.comparator.source;

import java.util.Arrays;
import okhttp3.Response;
import org.meshparity.comparator.series.Labels;

/**
 * Undoes what VictoriaMetrics does to raw samples. It hands out the markers by which a scraper ends
 * a series, as values that are no number; Prometheus keeps them to itself. There a marker means
 * what its absence means, so it is left out. From any other server no number is what a process has
 * exposed, and stays.
 */
final class RawCleaning implements ElementReader.Sink {

  /** VictoriaMetrics says so with every answer; nothing else is known to. */
  private static final String ITS_HEADER = "X-Server-Hostname";

  private final ElementReader.Sink into;
  private boolean markersShow;

  RawCleaning(ElementReader.Sink into) {
    this.into = StoreRounding.levelled(into);
  }

  /** Looks at an answer before its body is read. */
  void answered(Response response) {
    markersShow = response.header(ITS_HEADER) != null;
  }

  @Override
  public void accept(Labels labels, long[] timestamps, double[] values) throws WrongAnswer {
    int kept = values.length;
    if (markersShow) {
      kept = 0;
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          timestamps[kept] = timestamps[i];
          values[kept++] = values[i];
        }
      }
    }
    if (kept == values.length) {
      into.accept(labels, timestamps, values);
    } else if (kept > 0) {
      into.accept(labels, Arrays.copyOf(timestamps, kept), Arrays.copyOf(values, kept));
    }
  }
}
