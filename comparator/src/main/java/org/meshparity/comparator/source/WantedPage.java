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

  WantedPage(String file, Set<String> wanted, ExpositionParser.Sink into) {
    this.file = file;
    this.wanted = wanted;
    this.into = into;
    this.histograms = new HistogramFold(file);
    for (String name : wanted) {
      for (String suffix : new String[] {BUCKET, COUNT, "_sum"}) {
        if (name.endsWith(suffix)) {
          families.add(family(name, suffix));
        }
      }
    }
  }

  @Override
  public void type(String name, String type, long line) {
    histograms.type(name, type);
  }

  @Override
  public void sample(ExpositionSample sample) throws IOException, LineFault {
    String name = sample.name();
    boolean bucket = name.endsWith(BUCKET) && families.contains(family(name, BUCKET));
    boolean count = name.endsWith(COUNT) && families.contains(family(name, COUNT));
    boolean asked = wanted.contains(name);
    if (!asked && !bucket && !count) {
      return;
    }
    sample.refuseLabelTwice();
    if (bucket) {
      histograms.bucket(family(name, BUCKET), sample);
    } else if (count) {
      histograms.count(family(name, COUNT), sample);
    } else {
      refuseSeriesTwice(sample);
    }
    if (asked) {
      into.sample(sample);
    }
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

  private static String family(String name, String suffix) {
    return name.substring(0, name.length() - suffix.length());
  }
}
