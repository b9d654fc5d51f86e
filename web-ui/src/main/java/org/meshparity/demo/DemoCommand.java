package org.meshparity.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.report.Report;
import org.meshparity.proxyruntime.mesh.Installation;
import org.meshparity.proxyruntime.mesh.LatencyProfile;
import org.meshparity.proxyruntime.mesh.MeshSettings;
import org.meshparity.proxyruntime.sidecar.Mtls;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;
import org.meshparity.rules.Durations;
import org.meshparity.web.Listen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole mission on one machine, until Ctrl-C. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the whole mission on this machine, until Ctrl-C.",
      "",
      "Starts Bookinfo with its sidecars, both generations of their metrics, a real Prometheus (found,"
          + " or fetched once into the user's cache folder) and the dashboard. Nothing is left"
          + " running."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  meshparity demo",
      "  meshparity demo --fault lose-reports=10%%",
      "  meshparity demo --fault emit-twice=reviews-v2 --fault no-inproxy=ratings-v1",
      "  meshparity demo --scrape-interval 15s      as in a real mesh: slower to decide"
    })
public final class DemoCommand implements Callable<Integer> {

  private static final long BETWEEN_LOOKS_MILLIS = 250;
  private static final int FAILED = 70;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8090",
      description = "Where the dashboard is (default: ${DEFAULT-VALUE}).")
  private String listen;

  @Option(
      names = "--allow-anonymous",
      description = "Let others than this machine reach the dashboard, which has no login.")
  private boolean allowAnonymous;

  @Option(
      names = "--fault",
      paramLabel = "NAME=VALUE",
      description =
          "Break something on purpose; repeatable. lose-reports=10%%, unknown-label=WORKLOAD:LABEL,"
              + " emit-twice=WORKLOAD, seconds-as-milliseconds=WORKLOAD, no-inproxy=WORKLOAD.")
  private List<String> faults = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "An installation switch of Istio's, repeatable, e.g. values.telemetry.v2.enabled=false.")
  private List<String> switches = List.of();

  @Option(
      names = "--istio-version",
      paramLabel = "VERSION",
      defaultValue = "1.4",
      description =
          "Speak as Istio 1.3 to 1.7, or as a patch, e.g. 1.5.1 (default: ${DEFAULT-VALUE}).")
  private String istioVersion;

  @Option(
      names = "--mtls",
      paramLabel = "MODE",
      defaultValue = "off",
      description = "Mutual TLS between the sidecars: strict or off (default: ${DEFAULT-VALUE}).")
  private String mtls;

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = SpiffeId.DEFAULT_TRUST_DOMAIN,
      description = "Of all identities (default: ${DEFAULT-VALUE}).")
  private String trustDomain;

  @Option(names = "--tcp", description = "Also store ratings in mongodb-v1, over TCP.")
  private boolean tcp;

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      defaultValue = "1s",
      description = "Time between two scrapes, 500ms to 1m (default: ${DEFAULT-VALUE}).")
  private String scrapeInterval;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second at the gateway while the load runs (default: 30).")
  private @Nullable Double rate;

  @Option(
      names = "--error-share",
      paramLabel = "SHARE",
      description = "Share of the applications' answers that are errors (default: 5%%).")
  private @Nullable String errorShare;

  @Option(
      names = "--latency",
      paramLabel = "PROFILE",
      description = "How long the applications think: fast, normal or slow (default: normal).")
  private @Nullable String latency;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all chance in the mesh (default: 1).")
  private @Nullable Long seed;

  @Option(
      names = "--no-prometheus",
      description = "Look for no Prometheus: Meshparity scrapes the mesh itself.")
  private boolean withoutPrometheus;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before anything runs
  public DemoCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintStream out = System.out;
    StatusLine line = new StatusLine(out, Ansi.AUTO.enabled());
    try {
      DemoSettings settings = settings();
      FreePort.require(settings.listen());
      return run(new Demo(settings, line::say), line);
    } catch (IOException failed) {
      spec.commandLine().getErr().println("meshparity demo: " + failed.getMessage());
      return FAILED;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private DemoSettings settings() {
    MeshSettings mesh =
        MeshSettings.defaults()
            .withIstioVersion(istioVersion)
            .withInstallation(Installation.of(switches))
            .withFaults(faults)
            .withMtls(Mtls.parse(mtls, trustDomain))
            .withTcp(tcp);
    mesh = rate == null ? mesh : mesh.withRate(rate);
    mesh =
        errorShare == null
            ? mesh
            : mesh.withErrorShare(Shares.parse("--error-share", errorShare).doubleValue());
    mesh = latency == null ? mesh : mesh.withLatency(LatencyProfile.parse(latency));
    mesh = seed == null ? mesh : mesh.withSeed(seed);
    Duration interval = Durations.positive("--scrape-interval", scrapeInterval);
    return new DemoSettings(
        Listen.parse(listen), allowAnonymous, interval, !withoutPrometheus, mesh);
  }

  private int run(Demo demo, StatusLine line) throws IOException, InterruptedException {
    Thread stopping = new Thread(() -> stop(demo, line), "stop the demo");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      watch(demo, demo.start(), line);
    } catch (IOException | RuntimeException failed) {
      if (!demo.closed()) {
        Runtime.getRuntime().removeShutdownHook(stopping);
        demo.close();
        throw failed;
      }
    }
    stopping.join(); // stopped by a signal: the process ends with the signal's exit code
    return FAILED;
  }

  private static boolean isDecision(Report report) {
    return report.outcome() == Outcome.PARITY || report.outcome() == Outcome.GAPS;
  }

  private static void stop(Demo demo, StatusLine line) {
    line.say("Stopping.");
    demo.close();
    line.say("Stopped; nothing is left running.");
  }

  private static void watch(Demo demo, Demo.Running running, StatusLine line)
      throws InterruptedException {
    long started = System.nanoTime();
    line.say("");
    line.say("Dashboard: " + running.dashboard());
    boolean decided = false;
    Optional<String> trouble = Optional.empty();
    while (!demo.closed()) {
      Duration age = Duration.ofNanos(System.nanoTime() - started);
      Optional<Report> latest = running.latest();
      if (!decided && latest.filter(DemoCommand::isDecision).isPresent()) {
        decided = true;
        line.say("First decided verdicts after " + age.toSeconds() + " s.");
      }
      if (trouble.isEmpty()) {
        trouble = demo.trouble();
        trouble.ifPresent(line::say);
      }
      line.show(latest, running.mesh(), age);
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }
}
