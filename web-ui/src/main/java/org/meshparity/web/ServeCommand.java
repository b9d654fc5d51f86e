package org.meshparity.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cli.LimitOptions;
import org.meshparity.comparator.cli.SideOptions;
import org.meshparity.comparator.cli.SourceOptions;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.rules.Durations;
import org.meshparity.rules.Packs;
import org.meshparity.web.api.PackList;
import org.meshparity.web.config.ComparisonPlan;
import org.meshparity.web.config.SettingsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}: the service against somebody's Prometheus. */
@Command(
    name = "serve",
    description = "Compares again and again, and serves pages, a gate and metrics about it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:wrong usage, settings or pack, or an address that cannot be listened on",
      "70:Meshparity itself failed",
      "130, 143:stopped by SIGINT (Ctrl-C) or SIGTERM"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  meshparity serve --prometheus http://127.0.0.1:9090 \\",
      "      --pack istio-mixer-to-inproxy",
      "  meshparity serve --prometheus https://prom.example \\",
      "      --bearer-token-file token --pack mine.yaml",
      "  meshparity serve --config meshparity.yaml --listen 127.0.0.1:8090"
    })
public final class ServeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Sources and comparisons, as YAML.")
  private @Nullable Path config;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "The server that has both sides, or its name in --sources; several with a cluster each as"
              + " eu=URL,us=URL, whose names become the label cluster.")
  private @Nullable String prometheus;

  @Option(names = "--pack", paramLabel = "NAME|FILE", description = "What the migration changes.")
  private @Nullable String pack;

  @Option(
      names = "--legacy-selector",
      paramLabel = "MATCHERS",
      description = "Targets of the legacy side, e.g. job=\"istio-mesh\" (default: the pack's).")
  private @Nullable String legacySelector;

  @Option(
      names = "--candidate-selector",
      paramLabel = "MATCHERS",
      description = "Targets of the candidate side (default: the pack's).")
  private @Nullable String candidateSelector;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "How much time each run compares (default: 1h).")
  private @Nullable String window;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description = "From the start of one run to the next (default: 5m).")
  private @Nullable String every;

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      description = "Longest time between two scrapes of a target (default: the pack's).")
  private @Nullable String scrapeInterval;

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      description = "Largest relative difference that is no gap (default: 1%%).")
  private @Nullable String tolerance;

  @Mixin private SourceOptions sources = new SourceOptions();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8090",
      description = "Where to serve (default: ${DEFAULT-VALUE}).")
  private String listen = Listen.DEFAULT.toString();

  @Option(
      names = "--allow-anonymous",
      description = "Listen on an address others can reach, although there is no login yet.")
  private boolean allowAnonymous;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "Also answer to this host name (repeatable).")
  private Set<String> allowedHosts = new HashSet<>();

  /** For picocli. */
  public ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Service.prepare();
    try (Service service = Service.start(settings())) {
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    service.close();
                    stopped.countDown();
                  }));
      System.out.println("Meshparity serves " + service.url() + " (Ctrl-C stops it)");
      stopped.await();
    } catch (IllegalArgumentException wrong) {
      throw refused(String.valueOf(wrong.getMessage()));
    }
    return 0;
  }

  private ServiceSettings settings() {
    List<ComparisonPlan> plans = plans();
    return new ServiceSettings(
        Listen.parse(listen),
        allowAnonymous,
        allowedHosts,
        plans.stream().map(ComparisonPlan::scheduled).toList(),
        PackList.builtInAnd(plans.stream().map(ComparisonPlan::pack).toList()),
        Optional::empty);
  }

  /** What the options, or the file, say. */
  List<ComparisonPlan> plans() {
    if (config != null) {
      refuseBesideConfig();
      return SettingsFile.read(config, System.getenv());
    }
    if (prometheus == null || pack == null) {
      throw refused("Give --prometheus URL and --pack NAME, or --config FILE");
    }
    QuerySource source =
        sources.source("--prometheus", prometheus, PrometheusOptions.DEFAULT, System.getenv());
    return List.of(
        new ComparisonPlan(
                "default",
                Packs.resolve(pack),
                side(source, "--legacy-selector", legacySelector),
                side(source, "--candidate-selector", candidateSelector),
                duration("--window", window).orElse(ComparisonPlan.WINDOW),
                duration("--every", every).orElse(ComparisonPlan.EVERY),
                tolerance == null
                    ? ComparisonPlan.TOLERANCE
                    : Shares.parse("--tolerance", tolerance))
            .within(limits.limits()));
  }

  private void refuseBesideConfig() {
    boolean mixed =
        List.of(
                Optional.ofNullable(prometheus),
                Optional.ofNullable(pack),
                Optional.ofNullable(legacySelector),
                Optional.ofNullable(candidateSelector),
                Optional.ofNullable(window),
                Optional.ofNullable(every),
                Optional.ofNullable(scrapeInterval),
                Optional.ofNullable(tolerance))
            .stream()
            .anyMatch(Optional::isPresent);
    if (mixed || sources.isGiven() || limits.isGiven()) {
      throw refused(
          "--config says all about the comparisons and their sources; leave out the options about them");
    }
  }

  private ComparisonPlan.Side side(QuerySource source, String option, @Nullable String selector) {
    return new ComparisonPlan.Side(
        source,
        Optional.ofNullable(selector).map(text -> SideOptions.selector(option, text)),
        duration("--scrape-interval", scrapeInterval));
  }

  private static Optional<Duration> duration(String option, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> Durations.positive(option, given));
  }

  private ParameterException refused(String message) {
    if (spec == null) {
      throw new IllegalStateException("the command was not started by picocli");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
