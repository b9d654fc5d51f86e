package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Picks the wanted series out of one page and holds them to the rules: no label and no series
 * twice, histograms whole. What nobody asked for is parsed but not judged, since a page may also
 * hold the metrics of an application that does as it likes.
 */
final class WantedPage implements ExpositionParser.Sink {

  private static final String BUCKET = "_bucket";
  private static final String COUNT = "_count";
  private static final String REMEDY = "fetch the page again, or repair the exporter";

  private final String file;
  private final Set<String> wanted;
  private final Set<String> families = new HashSet<>();
  private final ExpositionParser.Sink into;
  private final HistogramFold histograms;
  private final SeriesSeen seen = new SeriesSeen();
  private Kind last = new Kind("", false, "", "");

  WantedPage(String file, Set<String> wanted, ExpositionParser.Sink into) {
    this.file = file;
    this.wanted = wanted;
    this.into = into;
    this.histograms = new HistogramFold(file);
    for (String name : wanted) {
      for (String suffix : new String[] {BUCKET, COUNT, "_sum"}) {
        if (name.endsWith(suffix)) {
          families.add(name.substring(0, name.length() - suffix.length()));
        }
      }
    }
  }

  /** What lines of one name are; nearly always that of the line before. */
  private record Kind(String name, boolean asked, String bucketOf, String countOf) {}

  @Override
  public void type(String name, String type, long line) {
    histograms.type(name, type);
  }

  @Override
  public void sample(ExpositionSample sample) throws IOException, LineFault {
    Kind is = kind(sample.name());
    if (!is.asked() && is.bucketOf().isEmpty() && is.countOf().isEmpty()) {
      return;
    }
    sample.refuseLabelTwice();
    if (!is.bucketOf().isEmpty()) {
      histograms.bucket(is.bucketOf(), sample);
    } else if (!is.countOf().isEmpty()) {
      histograms.count(is.countOf(), sample);
    } else {
      refuseSeriesTwice(sample);
    }
    if (is.asked()) {
      into.sample(sample);
    }
  }

  @SuppressWarnings("ReferenceEquality") // another object is looked at
  private Kind kind(String name) {
    if (name != last.name()) {
      last = new Kind(name, wanted.contains(name), family(name, BUCKET), family(name, COUNT));
    }
    return last;
  }

  /** The page has ended. */
  void finish() throws ExpositionFault {
    histograms.finish();
  }

  private void refuseSeriesTwice(ExpositionSample sample) throws ExpositionFault {
    int before = seen.add(sample.hash(), sample.line());
    if (before > 0) {
      String series = Shortened.text(sample.labels().toString(), 200);
      throw new ExpositionFault(
          file,
          sample.line(),
          "the series " + series + " appears twice, first in line " + before,
          REMEDY);
    }
  }

  /** The wanted family whose name with this suffix it is; empty if it is none. */
  private String family(String name, String suffix) {
    if (!name.endsWith(suffix)) {
      return "";
    }
    String family = name.substring(0, name.length() - suffix.length());
    return families.contains(family) ? family : "";
  }
}
