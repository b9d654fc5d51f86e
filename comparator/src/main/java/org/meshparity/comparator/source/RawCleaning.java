package org.meshparity.comparator.source;

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
    markersShow = showsMarkers(response);
  }

  /** Whether the server that answered hands out markers. */
  static boolean showsMarkers(Response response) {
    return response.header(ITS_HEADER) != null;
  }

  @Override
  public void accept(Labels labels, long[] timestamps, double[] values) throws WrongAnswer {
    int kept = markersShow ? numbers(values) : values.length;
    if (kept == values.length) {
      into.accept(labels, timestamps, values);
    } else if (kept > 0) {
      acceptNumbers(labels, timestamps, values, kept);
    }
  }

  private static int numbers(double[] values) {
    int numbers = 0;
    for (double value : values) {
      numbers += Double.isNaN(value) ? 0 : 1;
    }
    return numbers;
  }

  /** In arrays of their own: other series share the one of the times. */
  private void acceptNumbers(Labels labels, long[] timestamps, double[] values, int kept)
      throws WrongAnswer {
    long[] times = new long[kept];
    double[] numbers = new double[kept];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        times[next] = timestamps[i];
        numbers[next++] = values[i];
      }
    }
    into.accept(labels, times, numbers);
  }
}
