package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meshparity.comparator.series.Labels;

/** Scrapes one target again and again; one run is one scrape. */
final class Scrape implements Runnable {

  private final Target target;
  private final Map<String, String> labels;
  private final SourceAddress address;
  private final PageClient client;
  private final SampleStore store;
  private final Clock clock;
  private final Labels up;
  private final Labels duration;
  private final Map<Long, Labels> known = new HashMap<>();
  private long lastMs = Long.MIN_VALUE;
  private int mostKnown;
  private volatile String failure = "";

  Scrape(Target target, PageClient client, SampleStore store, Clock clock) {
    this.target = target;
    this.labels = target.allLabels();
    this.address = SourceAddress.parse(target.url());
    this.client = client;
    this.store = store;
    this.clock = clock;
    this.up = own("up");
    this.duration = own("scrape_duration_seconds");
  }

  private Labels own(String name) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Labels.NAME, name);
    return Labels.of(all);
  }

  /** Never throws: a scheduler would not call it again. */
  @Override
  public void run() {
    long started = System.nanoTime();
    long at = clock.millis();
    if (at <= lastMs) {
      failure = target + " is not scraped until the clock, set back, reaches its last scrape";
      return;
    }
    lastMs = at;
    List<SampleStore.Sample> samples = new ArrayList<>();
    try {
      client.fetch(address, page -> read(page, samples));
      failure = "";
    } catch (ExpositionFault e) {
      failed(samples, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      failed(samples, address.shown() + " " + HttpFaults.ofBreak(e));
    } catch (RuntimeException e) {
      failed(samples, address.shown() + " failed: " + e); // the thread's edge; told by failures()
    }
    double millis = Math.ceil((System.nanoTime() - started) / 1e6);
    samples.add(new SampleStore.Sample(up, failure.isEmpty() ? 1 : 0));
    samples.add(new SampleStore.Sample(duration, millis / 1000));
    store.add(at, samples);
  }

  private void failed(List<SampleStore.Sample> samples, String why) {
    samples.clear();
    failure = why;
  }

  private void read(InputStream page, List<SampleStore.Sample> samples) throws IOException {
    SeriesSeen seen = new SeriesSeen();
    if (known.size() > mostKnown) {
      known.clear(); // series come and go
    }
    ExpositionParser.parse(page, address.shown(), sample -> keep(sample, seen, samples));
    mostKnown = 2 * samples.size() + 100;
  }

  private void keep(ExpositionSample sample, SeriesSeen seen, List<SampleStore.Sample> samples)
      throws LineFault {
    sample.refuseLabelTwice();
    int before = seen.add(sample.hash(), sample.line());
    if (before > 0) {
      throw new LineFault("the series of line " + before + " again");
    }
    if (sample.stamped()) {
      store.miss(sample.name(), target + " stamps them itself, which hides when they were true");
      return;
    }
    Labels all = known.computeIfAbsent(sample.hash(), hash -> sample.labelsOf(labels));
    samples.add(new SampleStore.Sample(all, sample.value()));
  }

  /** Why the last scrape failed; empty if it did not. */
  String failure() {
    return failure;
  }
}
