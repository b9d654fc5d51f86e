package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code overhead}: what telemetry costs a proxy and its callers under a constant load. */
@Command(
    name = "overhead",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What telemetry costs a proxy and its callers at a constant rate: CPU time and latency of an",
      "application behind two proxies with no telemetry, v2, v1 and both, which take turns.",
      "Starts an application, a Mixer and eight proxies on loopback, and stops them all."
    })
final class OverheadCommand implements Callable<Integer> {

  /** What a shell calls a process that Ctrl-C stopped. */
  private static final int STOPPED = 130;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Requests a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "8",
      description = "Length of one mode's turn (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often every mode has its turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How long each mode runs before the first round (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OverheadPlan plan = plan();
    PrintWriter progress = spec.commandLine().getErr();
    progress.printf("About %d s, in %d rounds.%n", plan.seconds(), plan.rounds());
    PrintWriter out = spec.commandLine().getOut();
    Optional<OverheadReport> report = run(plan, progress);
    report.ifPresent(out::println);
    out.flush();
    return report.isPresent() ? 0 : STOPPED;
  }

  private OverheadPlan plan() {
    try {
      return new OverheadPlan(
          rate, Duration.ofSeconds(seconds), rounds, Duration.ofSeconds(warmUp));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  /** Nothing is left running, also when it is stopped by Ctrl-C: empty then. */
  static Optional<OverheadReport> run(OverheadPlan plan, PrintWriter progress)
      throws IOException, InterruptedException {
    OverheadRun run = new OverheadRun(plan);
    Thread stopping = new Thread(run::close, "stop the processes");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      run.start();
      return Optional.of(run.measure(progress));
    } catch (IOException | IllegalStateException failed) {
      if (!run.isClosed()) {
        throw failed;
      }
      progress.println("Stopped.");
      return Optional.empty();
    } finally {
      run.close();
      forget(stopping);
    }
  }

  private static void forget(Thread stopping) {
    try {
      Runtime.getRuntime().removeShutdownHook(stopping);
    } catch (IllegalStateException underWay) {
      // Ctrl-C came meanwhile; the hook finds nothing to stop.
    }
  }
}
