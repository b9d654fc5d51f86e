package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.tests.pushdown.LargeMesh;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pushdown}: a check by a server's sums, beside the same check by raw samples. */
@Command(
    name = "pushdown",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "A check of a real Prometheus by remote read, the same by sums, a drained check by raw samples,",
      "and what only fetching those takes, as JSON and by remote read: time, CPU time, the server's",
      "CPU time, bytes, requests; as a process and warm in this one, beside a curl that puts the same",
      "requests. Starts a Prometheus for each size, and stops it."
    })
final class PushdownCommand implements Callable<Integer> {

  @Option(
      names = "--series",
      paramLabel = "N",
      split = ",",
      defaultValue = "2000,100000",
      description = "How many series, both generations together (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = new ArrayList<>();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many pods count each group in the proxies (default: ${DEFAULT-VALUE}).")
  private int replicas;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "1",
      description = "How long the window is (default: ${DEFAULT-VALUE}).")
  private int hours;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--apart",
      description = {
        "Give the Prometheus a core of its own, and the checks and curl another one, as where the",
        "server has a machine for itself. Linux only; needs taskset."
      })
  private boolean apart;

  @Option(
      names = "--checkout",
      paramLabel = "FOLDER",
      hidden = true,
      defaultValue = "${sys:meshparity.checkout}",
      description = "Where the launcher is; tests/bench says it.")
  private @Nullable Path checkout;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Apart cores = apart ? apart() : null) {
      StartWay way = StartWay.launcher(checkout == null ? Path.of(".") : checkout);
      for (int size : sizes) {
        out.println(measured(size, way, cores));
        out.flush();
      }
    }
    return 0;
  }

  private Apart apart() throws IOException, InterruptedException {
    try {
      return Apart.begin();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()));
    }
  }

  /** The table of one size. */
  String measured(int series, StartWay way, @Nullable Apart cores)
      throws IOException, InterruptedException {
    PrintWriter progress = spec.commandLine().getErr();
    Path folder = Files.createTempDirectory("meshparity-bench");
    try {
      progress.printf("Writing %,d series.%n", series);
      try (LargeMesh mesh = LargeMesh.start(folder, series, replicas, hours)) {
        if (cores != null) {
          cores.serve(mesh.serverPid());
        }
        return new PushdownRun(
                mesh,
                Duration.ofHours(hours),
                new CheckProcess(way, folder, mesh),
                rounds,
                progress)
            .table();
      }
    } finally {
      delete(folder);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
