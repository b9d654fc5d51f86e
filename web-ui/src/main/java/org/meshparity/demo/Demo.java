package org.meshparity.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.demo.prometheus.PrometheusFinder;
import org.meshparity.demo.prometheus.PrometheusSearch;
import org.meshparity.demo.prometheus.PrometheusServer;
import org.meshparity.proxyruntime.mesh.Mesh;
import org.meshparity.proxyruntime.mesh.MeshStatus;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;
import org.meshparity.web.Service;
import org.meshparity.web.ServiceSettings;
import org.meshparity.web.api.PackList;
import org.meshparity.web.page.Notice;

/** The whole thing on one machine: mesh, Prometheus, service. Closing it leaves nothing behind. */
final class Demo implements AutoCloseable {

  private static final String PACK = "istio-mixer-to-inproxy";

  private final DemoSettings settings;
  private final Consumer<String> say;
  private final Belongings belongings = new Belongings();
  private @Nullable PrometheusServer prometheus;

  /**
   * A demo that has not started.
   *
   * @param say is told, in sentences, what goes on
   */
  Demo(DemoSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * Starts everything, in the order in which the parts need each other.
   *
   * @throws IllegalArgumentException if the settings cannot be met, e.g. the port is taken
   * @throws IOException if a part does not start; close what has
   */
  Running start() throws IOException {
    Pack pack = Packs.resolve(PACK + "@" + settings.mesh().release().withPatch());
    Optional<Path> binary = settings.prometheus() ? findPrometheus() : Optional.empty();
    Mesh mesh =
        belongings.add(
            Mesh.start(settings.mesh().withPauses(Rhythm.of(settings.scrapeInterval()))));
    say.accept("Mesh: " + mesh.status().installation());
    SampleSource source = belongings.add(source(binary, mesh));
    Instant scraped = Instant.now().plus(firstScrapes(binary.isPresent()));
    DemoComparison comparison =
        new DemoComparison(pack, source, settings.scrapeInterval(), scraped);
    CostMeter cost = belongings.add(CostMeter.of(mesh));
    Service service = belongings.add(Service.start(service(pack, mesh, comparison).withCost(cost)));
    return new Running(mesh, comparison, service.url());
  }

  private Optional<Path> findPrometheus() {
    PrometheusSearch search = PrometheusFinder.ofThisMachine(say).find();
    if (search instanceof PrometheusSearch.Found found) {
      say.accept("Prometheus " + found.version() + ": " + found.program());
    } else {
      say.accept("No Prometheus can be had here, so Meshparity scrapes the mesh itself:");
      search.reasons().forEach(reason -> say.accept("  - " + reason));
    }
    return search.binary();
  }

  private SampleSource source(Optional<Path> binary, Mesh mesh) throws IOException {
    return binary.isPresent()
        ? prometheus(binary.get(), mesh)
        : DirectScrape.start(mesh.targets(), settings.scrapeInterval());
  }

  /** How long it takes until every target has been scraped. */
  private Duration firstScrapes(boolean prometheus) {
    Duration twice = settings.scrapeInterval().multipliedBy(2);
    return prometheus ? twice.plus(PrometheusServer.TO_FIND_TARGETS) : twice;
  }

  private SampleSource prometheus(Path binary, Mesh mesh) throws IOException {
    Scratch scratch = belongings.add(Scratch.create());
    Path config = scratch.resolve("prometheus.yml");
    Files.writeString(config, PrometheusConfig.yaml(mesh.targets(), settings.scrapeInterval()));
    PrometheusServer server =
        belongings.add(
            PrometheusServer.start(
                binary, config, scratch.resolve("data"), List.of("--log.level=warn")));
    prometheus = server;
    say.accept("Prometheus listens on " + server.url() + " while the demo runs.");
    return PrometheusSource.of(server.url(), PrometheusOptions.DEFAULT.withName("demo"));
  }

  private ServiceSettings service(Pack pack, Mesh mesh, DemoComparison comparison) {
    return new ServiceSettings(
        settings.listen(),
        settings.allowAnonymous(),
        Set.of(),
        List.of(comparison.scheduled()),
        PackList.of(pack),
        () -> Optional.of(notice(mesh)));
  }

  /** What every page says at its top, so that nobody takes the demo's traffic for their own. */
  private Notice notice(Mesh mesh) {
    Map<String, String> faults = mesh.faults().active();
    String broken =
        faults.isEmpty()
            ? "nothing is broken on purpose"
            : "broken on purpose: " + StatusLine.list(faults);
    PrometheusServer server = prometheus;
    String scraper = server == null ? "Meshparity itself" : "a real Prometheus";
    return new Notice(
        "This is the demo: Bookinfo on this machine, scraped by " + scraper + "; " + broken + ".",
        List.of());
  }

  /** Whether everything that was started still runs. */
  Optional<String> trouble() {
    PrometheusServer server = prometheus;
    return server == null || server.alive()
        ? Optional.empty()
        : Optional.of("Prometheus has ended; restart the demo to go on");
  }

  boolean closed() {
    return belongings.closed();
  }

  @Override
  public void close() {
    belongings.close();
  }

  /** A demo that has started. */
  static final class Running {

    private final Mesh mesh;
    private final DemoComparison comparison;
    private final URI dashboard;

    private Running(Mesh mesh, DemoComparison comparison, URI dashboard) {
      this.mesh = mesh;
      this.comparison = comparison;
      this.dashboard = dashboard;
    }

    URI dashboard() {
      return dashboard;
    }

    Optional<Report> latest() {
      return comparison.latest();
    }

    MeshStatus mesh() {
      return mesh.status();
    }
  }
}
