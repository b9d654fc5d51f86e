package org.meshparity.demo;

import java.time.Duration;
import java.util.List;
import org.meshparity.comparator.source.DirectOptions;
import org.meshparity.comparator.source.DirectSource;
import org.meshparity.comparator.source.Target;
import org.meshparity.proxyruntime.mesh.ScrapeTarget;

/** The mesh scraped by Meshparity itself, where no Prometheus can be had. */
final class DirectScrape {

  private static final String NAME = "direct scrape";

  private DirectScrape() {}

  static DirectSource start(List<ScrapeTarget> targets, Duration interval) {
    List<Target> wanted = targets.stream().map(DirectScrape::target).toList();
    return DirectSource.start(NAME, wanted, DirectOptions.every(interval));
  }

  private static Target target(ScrapeTarget target) {
    String url = "http://" + target.address() + target.metricsPath();
    return new Target(target.job(), target.address(), url, target.labels());
  }
}
