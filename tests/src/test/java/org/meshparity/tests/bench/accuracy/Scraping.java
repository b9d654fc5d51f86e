package org.meshparity.tests.bench.accuracy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Recorder;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.Scraper;
import org.meshparity.comparator.simulation.Target;

/** Scrapes all targets of one side, and gives series the labels of that side. */
final class Scraping {

  private final String mesh;
  private final Side side;
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final Dice dice;
  private long clockMs;
  private final List<ScrapedSeries> series = new ArrayList<>();
  private final Map<String, Set<Stream>> unshown = new HashMap<>();
  private final Set<Stream> broken = new HashSet<>();
  private final Set<Stream> neverScraped = new HashSet<>();

  Scraping(String mesh, Side side, List<Stream> streams, Dice dice) {
    this.mesh = mesh;
    this.side = side;
    this.dice = dice;
    streams.forEach(stream -> this.streams.put(stream.name(), stream));
  }

  /** The scraper's clock is so many milliseconds ahead. */
  void clock(long ahead) {
    clockMs = ahead;
  }

  void run() {
    for (String name : side.names()) {
      List<Stream> told =
          streams.values().stream().filter(s -> side.listener(s).equals(name)).toList();
      for (Target target : side.of(name)) {
        if (side.scraped(target)) {
          scrape(target, told);
        }
      }
    }
  }

  private void scrape(Target target, List<Stream> told) {
    List<Recorder.Key> keys = new ArrayList<>();
    for (Stream stream : told) {
      stream.families().forEach(family -> keys.add(new Recorder.Key(family, stream.name())));
    }
    Map<String, String> labels =
        Map.of("job", side.generation.job(), "instance", target.instance, Mesh.LABEL, mesh);
    Scraper scraper =
        new Scraper(side.generation, target, labels, keys, clockMs, dice).over(Windows.SPAN);
    scraper.run(side.outages);
    scraper.series().forEach(each -> series.add(spelt(each)));
    if (scraper.restartWithoutEvidence()) {
      broken.addAll(told);
    }
    if (scraper.missedAProcess() && !side.down(target)) {
      neverScraped.addAll(told);
    }
    for (Recorder.Key key : scraper.missedSeries()) {
      unshown
          .computeIfAbsent(key.family().name(), family -> new HashSet<>())
          .add(streams.get(key.group()));
    }
  }

  private ScrapedSeries spelt(ScrapedSeries scraped) {
    Stream stream = streams.get(scraped.labels().getOrDefault(Recorder.GROUP, ""));
    if (stream == null) {
      return scraped;
    }
    Map<String, String> labels = new TreeMap<>(stream.labels(side.generation));
    labels.putAll(scraped.labels());
    labels.remove(Recorder.GROUP);
    String prefix = side.generation == Generation.CANDIDATE ? stream.prefix() : "";
    return new ScrapedSeries(prefix + scraped.name(), labels, scraped.stampsMs(), scraped.values());
  }

  List<ScrapedSeries> series() {
    return series;
  }

  /** Streams of which no proof is possible, since something they rest on does not hold. */
  Set<Stream> unprovable(Family family) {
    Set<Stream> all = new HashSet<>(broken);
    all.addAll(unshown.getOrDefault(family.name(), Set.of()));
    all.addAll(neverScraped);
    return all;
  }
}
