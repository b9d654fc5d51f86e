package org.meshparity.proxyruntime.mixer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.OptionValue;
import org.meshparity.proxyruntime.mixer.config.ConfigFault;
import org.meshparity.proxyruntime.mixer.config.ConfigurationRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The legacy emitter alone. */
@Command(
    name = "mixer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The legacy emitter alone: takes Mixer reports over gRPC and shows Istio's v1 metrics.",
      "",
      "Runs until it is stopped (Ctrl-C)."
    },
    footer = {
      "",
      "Examples:",
      "  meshparity mixer",
      "  meshparity mixer --listen 0.0.0.0 --istio-version 1.5.2",
      "  meshparity mixer --config double-requests.yaml --pods pods.yaml",
      "  meshparity mixer --max-requests-per-second 5000",
      "  meshparity mixer --grpc-port 0 --metrics-port 0 --monitoring-port 0"
    })
public final class MixerCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address of all ports (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      defaultValue = "9091",
      description = "Port for reports; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int grpcPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "42422",
      description = "Port of the mesh's metrics at /metrics (default: ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Option(
      names = "--monitoring-port",
      paramLabel = "PORT",
      defaultValue = "15014",
      description = "Port of Mixer's own state at /metrics (default: ${DEFAULT-VALUE}).")
  private int monitoringPort;

  @Option(
      names = "--istio-version",
      paramLabel = "VERSION",
      defaultValue = "1.4",
      description =
          "Whose default configuration: 1.3, 1.4, 1.5, 1.6, 1.7, or a patch such as 1.3.4 (default:"
              + " ${DEFAULT-VALUE}).")
  private String istioVersion = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Instances, handlers, rules and attribute manifests as YAML, on top of the default ones; a"
              + " resource with the kind, name and namespace of a default one takes its place.")
  private List<Path> config = new ArrayList<>();

  @Option(
      names = "--no-default-config",
      description = "Only what --config names; the attributes of Istio's proxies stay.")
  private boolean noDefaults;

  @Option(
      names = "--pods",
      paramLabel = "FILE",
      description =
          "Attributes of workloads for source.uid and destination.uid, or their addresses, as written"
              + " by kubectl get pods,replicasets,replicationcontrollers -A -o yaml (or json).")
  private @Nullable Path pods;

  @Option(
      names = "--expiry-seconds",
      paramLabel = "SECONDS",
      description =
          "A series idle for so long is deleted, where the configuration lets series go (default:"
              + " what the configuration says, 600).")
  private @Nullable Integer expirySeconds;

  @Mixin private final LimitOptions limits = new LimitOptions();

  @Override
  public Integer call() throws InterruptedException {
    MixerSettings settings = settings();
    try {
      return run(settings);
    } catch (ConfigurationRefused e) {
      return fail(e.faults().stream().map(ConfigFault::toString).toList());
    } catch (IOException e) {
      return fail(List.of(String.valueOf(e.getMessage())));
    }
  }

  private int fail(List<String> messages) {
    PrintWriter err = spec.commandLine().getErr();
    messages.forEach(message -> err.println("mixer: " + message));
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private int run(MixerSettings settings) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch stop = new CountDownLatch(1);
    try (Mixer mixer = Mixer.start(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(mixer, stop), "mixer-stop"));
      out.printf("reports     grpc://%s:%d%n", listen, mixer.grpcPort());
      out.printf("metrics     http://%s:%d/metrics%n", listen, mixer.metricsPort());
      out.printf("monitoring  http://%s:%d/metrics%n", listen, mixer.monitoringPort());
      out.flush();
      stop.await();
    }
    return 0;
  }

  private static void stop(Mixer mixer, CountDownLatch stop) {
    mixer.close();
    stop.countDown();
  }

  private IstioRelease release() {
    IstioRelease release = IstioRelease.parse(istioVersion);
    if (!release.hasMixer()) {
      throw new IllegalArgumentException(
          "Mixer ended with Istio 1.7, --istio-version was \"" + istioVersion + "\"");
    }
    return release;
  }

  private Optional<Duration> expiry() {
    Integer given = expirySeconds;
    return Optional.ofNullable(given)
        .map(seconds -> OptionValue.atLeast("--expiry-seconds", 1, seconds))
        .map(Duration::ofSeconds);
  }

  private MixerSettings settings() {
    try {
      IstioRelease release = release();
      return MixerSettings.defaults()
          .withListen(OptionValue.host("--listen", listen))
          .withPorts(
              OptionValue.port("--grpc-port", grpcPort),
              OptionValue.port("--metrics-port", metricsPort),
              OptionValue.port("--monitoring-port", monitoringPort))
          .with(
              new MixerSettings.Sources(
                  release, config, !noDefaults, expiry(), Optional.ofNullable(pods)))
          .with(limits.limits());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
