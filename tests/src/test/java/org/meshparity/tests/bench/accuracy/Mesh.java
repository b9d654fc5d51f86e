package org.meshparity.tests.bench.accuracy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;

/**
 * One mesh: what scraping made of it, and the truth.
 *
 * @param name the value of the label {@code mesh} of all its targets
 * @param hazards what befell its targets, in words
 * @param clockMs how far ahead the clock of the candidate's scraper is; 0 where one server scrapes
 *     both sides
 * @param truth what each side counted of each stream
 * @param series all that was scraped, of both sides
 * @param unprovable streams, by metric, about which nothing can be claimed, because a condition of
 *     every proof does not hold: a restart that nothing shows, a series that no scrape shows
 */
record Mesh(
    String name,
    Fault fault,
    List<String> hazards,
    List<Stream> streams,
    long clockMs,
    Map<Generation, Map<Stream, Counted>> truth,
    List<ScrapedSeries> series,
    Map<Family, Set<Stream>> unprovable) {

  Mesh {
    hazards = List.copyOf(hazards);
    streams = List.copyOf(streams);
    series = List.copyOf(series);
  }

  /** The label that tells meshes apart in the Prometheus they share. */
  static final String LABEL = "mesh";

  /** Which targets of a side are this mesh's. */
  String selector(Generation generation) {
    return "job=\"" + generation.job() + "\"," + LABEL + "=\"" + name + "\"";
  }
}
