package org.meshparity.comparator.preflight;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** What a preflight asks a source; each question is about many names at once. */
interface Lookup {

  /** How far back series are looked for that are not there, in milliseconds. */
  long HISTORY_MS = 14L * 24 * 3_600_000;

  /**
   * How many series there are now.
   *
   * @param labels with the name under {@link Labels#NAME} and what else was asked for
   */
  record Present(Labels labels, double count) {
    String name() {
      return labels.get(Labels.NAME);
    }
  }

  /**
   * When series were last there.
   *
   * @param labels as those of {@link Present}
   * @param lastMs milliseconds since the epoch; it may have been there a few minutes longer
   */
  record Earlier(Labels labels, long lastMs) {
    String name() {
      return labels.get(Labels.NAME);
    }
  }

  /** Series of these names at the window's end, counted by name and some labels. */
  List<Present> present(Collection<String> names, LabelMatchers matchers, List<String> by)
      throws SourceUnavailable;

  /** When series of these names were last there, by name and some labels. */
  List<Earlier> earlier(Collection<String> names, LabelMatchers matchers, List<String> by)
      throws SourceUnavailable;

  /**
   * Names that begin as this one does, on these targets.
   *
   * @param known names that are there and need not be looked for: they may have many series
   */
  List<String> alike(String prefix, LabelMatchers matchers, Collection<String> known)
      throws SourceUnavailable;

  /** The sum of all series of each name at the window's end, by name. */
  Map<String, Double> sums(Collection<String> names, LabelMatchers matchers)
      throws SourceUnavailable;

  /** How many series of each name fell three times or more in the last 20 scrapes, by name. */
  Map<String, Double> falling(Collection<String> names, LabelMatchers matchers)
      throws SourceUnavailable;

  /** Whether anything at all was scraped by the source at a moment. */
  boolean anythingScrapedAt(long windowMs) throws SourceUnavailable;

  /** Which of these names are native histograms. */
  List<String> natives(Collection<String> names, LabelMatchers matchers) throws SourceUnavailable;

  /** The query behind {@link #present}, for a person to try; it names one series. */
  String query(String name, LabelMatchers matchers, List<String> by);

  /** How many questions were put to a server. */
  int asked();

  /** What the source warned of. */
  List<String> warnings();
}
