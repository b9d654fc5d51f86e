package org.meshparity.proxyruntime.mixer;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.meshparity.proxyruntime.IstioRelease;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The legacy emitter alone. */
@Command(
    name = "mixer",
    mixinStandardHelpOptions = true,
    description = {
      "The legacy emitter alone: takes Mixer reports over gRPC and shows Istio's v1 metrics.",
      "Runs until it is stopped (Ctrl-C)."
    },
    footer = {
      "",
      "Examples:",
      "  meshparity mixer",
      "  meshparity mixer --listen 0.0.0.0 --istio-version 1.5",
      "  meshparity mixer --grpc-port 0 --metrics-port 0 --monitoring-port 0   free ports, printed"
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
      description = "Whose default configuration: 1.3, 1.4, 1.5, 1.6 (default: ${DEFAULT-VALUE}).")
  private String istioVersion = "";

  @Option(
      names = "--expiry-seconds",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "A series idle for so long is deleted (default: ${DEFAULT-VALUE}).")
  private long expirySeconds;

  @Override
  public Integer call() throws InterruptedException {
    MixerSettings settings = settings();
    try {
      return run(settings);
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("mixer: " + e.getMessage());
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
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

  private MixerSettings settings() {
    try {
      return new MixerSettings(
          listen,
          grpcPort,
          metricsPort,
          monitoringPort,
          IstioRelease.parse(istioVersion),
          Duration.ofSeconds(expirySeconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
