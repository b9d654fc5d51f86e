package org.meshparity.proxyruntime.mesh;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.Durations;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.OptionValue;
import org.meshparity.proxyruntime.mesh.MeshSettings.Load;
import org.meshparity.proxyruntime.mesh.MeshSettings.Ports;
import org.meshparity.proxyruntime.sidecar.Mtls;
import org.meshparity.proxyruntime.sidecar.SidecarSettings;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The mesh alone. */
@Command(
    name = "mesh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Bookinfo in a box: workloads, sidecars, a gateway, load, and a Mixer of its own or yours.",
      "",
      "Every request makes v1 and v2 metrics. Prints what to scrape; runs until stopped (Ctrl-C)."
    },
    footer = {
      "",
      "Faults: lose-reports=10%%, unknown-label=reviews-v2:source_app,",
      "  emit-twice=reviews-v2, seconds-as-milliseconds=details-v1,",
      "  no-inproxy=ratings-v1. While it runs:",
      "  curl -X PUT -H 'Content-Type: application/json' -d '{\"value\":\"10%%\"}' \\",
      "    http://127.0.0.1:CONTROL/faults/lose-reports",
      "",
      "Examples:",
      "  meshparity mesh --targets-file targets.json",
      "  meshparity mesh --fault lose-reports=10%% --fault no-inproxy=ratings-v1",
      "  meshparity mesh --set values.telemetry.v1.enabled=false \\",
      "      --set values.telemetry.v2.enabled=true",
      "  meshparity mesh --mixer mixer:9091 --listen 0.0.0.0 --advertise mesh \\",
      "      --stats-port-base 15090"
    })
public final class MeshCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--istio-version",
      paramLabel = "VERSION",
      defaultValue = "1.4",
      description =
          "Whose metrics: 1.3 to 1.8, or a patch such as 1.5.2 (default: ${DEFAULT-VALUE}). 1.8 has"
              + " no Mixer and needs --set values.telemetry.v1.enabled=false.")
  private String istioVersion = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Installation switch with its Istio name; repeatable, or several with commas (default: both"
              + " generators on, and meshConfig.disableMixerHttpReports=false).")
  private List<String> switches = new ArrayList<>();

  @Option(
      names = "--fault",
      paramLabel = "NAME=VALUE",
      description = "Broken on purpose from the start; repeatable.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "30",
      description = "Requests per second at the gateway (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--error-share",
      paramLabel = "PERCENT",
      defaultValue = "5%",
      description = "Share of answers that are a 500 (default: 5%%).")
  private String errorShare = "";

  @Option(
      names = "--latency",
      paramLabel = "PROFILE",
      defaultValue = "normal",
      description = "How long applications think: fast, normal, slow (default: ${DEFAULT-VALUE}).")
  private String latency = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--load-run",
      paramLabel = "DURATION",
      defaultValue = "27s",
      description = "How long requests flow before a rest (default: ${DEFAULT-VALUE}).")
  private String run = "";

  @Option(
      names = "--load-pause",
      paramLabel = "DURATION",
      defaultValue = "13s",
      description = "How long they rest; 0s for never (default: ${DEFAULT-VALUE}).")
  private String pause = "";

  @Option(
      names = "--mixer",
      paramLabel = "HOST:PORT",
      description = "Report to this Mixer instead of one of its own.")
  private @Nullable String mixer;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address of the pages to scrape (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(
      names = "--advertise",
      paramLabel = "HOST",
      description = "Host by which the pages are reached (default: the address, or 127.0.0.1).")
  private @Nullable String advertise;

  @Option(
      names = "--stats-port-base",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "First port of the pages, one after another; 0 takes free ones.")
  private int statsPortBase;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the gateway on loopback; 0 takes a free one.")
  private int gatewayPort;

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the fault switches on loopback; 0 takes a free one.")
  private int controlPort;

  @Option(
      names = "--mtls",
      paramLabel = "MODE",
      defaultValue = "off",
      description = "Mutual TLS between sidecars: strict or off (default: ${DEFAULT-VALUE}).")
  private String mtls = "";

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = SpiffeId.DEFAULT_TRUST_DOMAIN,
      description = "Of all identities (default: ${DEFAULT-VALUE}).")
  private String trustDomain = "";

  @Option(
      names = "--tcp",
      description =
          "Also store ratings in mongodb-v1, over TCP. v1 tells of it in every version, v2 from 1.5"
              + " on, and knows the peer with --mtls strict only.")
  private boolean tcp;

  @Option(
      names = "--targets-file",
      paramLabel = "FILE",
      description = "Also write the targets here, as Prometheus discovers them (file_sd).")
  private @Nullable Path targetsFile;

  @Override
  public Integer call() throws InterruptedException {
    MeshSettings settings = settings();
    try {
      return run(settings);
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("mesh: " + e.getMessage());
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
  }

  private int run(MeshSettings settings) throws IOException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    try (Mesh mesh = Mesh.start(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(mesh, stop), "mesh-stop"));
      if (targetsFile != null) {
        TargetsFile.write(targetsFile, mesh.targets());
      }
      print(mesh, spec.commandLine().getOut());
      stop.await();
    }
    return 0;
  }

  private static void stop(Mesh mesh, CountDownLatch stop) {
    mesh.close();
    stop.countDown();
  }

  private static void print(Mesh mesh, PrintWriter out) {
    MeshStatus status = mesh.status();
    out.printf("Istio %s; %s%n", status.istioVersion(), status.installation());
    out.printf("gateway  %s%n", status.gatewayUrl());
    out.printf("control  %s/faults%n", status.controlUrl());
    for (ScrapeTarget target : mesh.targets()) {
      out.printf("%-22s http://%s%s%n", target.job(), target.address(), target.metricsPath());
    }
    status.faults().forEach((name, value) -> out.printf("fault    %s=%s%n", name, value));
    out.flush();
  }

  private MeshSettings settings() {
    try {
      return new MeshSettings(
              IstioRelease.parse(istioVersion),
              Installation.of(switches),
              load(),
              faults,
              mixer == null ? null : address(mixer),
              ports(),
              SidecarSettings.DEFAULT_FLUSH,
              Mtls.parse(mtls, trustDomain),
              tcp)
          .checked();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Ports ports() {
    return new Ports(
        OptionValue.host("--listen", listen),
        advertised(),
        OptionValue.portBefore("--stats-port-base", statsPortBase, Mesh.PAGES - 1),
        OptionValue.port("--gateway-port", gatewayPort),
        OptionValue.port("--control-port", controlPort));
  }

  private Load load() {
    PauseSchedule pauses =
        new PauseSchedule(
            Durations.positive("--load-run", run), Durations.parse("--load-pause", pause));
    return new Load(
        rate,
        FaultValue.share("--error-share", errorShare).share(),
        LatencyProfile.parse(latency),
        seed,
        pauses);
  }

  private String advertised() {
    if (advertise != null) {
      return OptionValue.notBlank("--advertise", advertise);
    }
    return listen.equals("0.0.0.0") || listen.equals("::") ? "127.0.0.1" : listen;
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("--mixer must be HOST:PORT, was \"" + text + "\"");
    }
    return InetSocketAddress.createUnresolved(text.substring(0, colon), Integer.parseInt(port));
  }
}
