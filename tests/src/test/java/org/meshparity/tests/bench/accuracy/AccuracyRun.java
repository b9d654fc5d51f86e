package org.meshparity.tests.bench.accuracy;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.meshparity.tests.pushdown.WritablePrometheus;

/**
 * Makes meshes, writes them into a real Prometheus, runs {@code check} over them and judges it. A
 * mesh goes all this way in one thread, and as many are under way as there are processors.
 */
final class AccuracyRun {

  private final AccuracyPlan plan;
  private final Path folder;
  private final PrintWriter progress;
  private final Score score = new Score();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param folder empty, for the servers' data and the reports
   */
  AccuracyRun(AccuracyPlan plan, Path folder, PrintWriter progress) {
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
  }

  Score run() throws IOException, InterruptedException {
    int last = plan.first() + plan.meshes();
    for (int from = plan.first(); from < last; from += plan.load().sharing()) {
      int until = Math.min(last, from + plan.load().sharing());
      Path own = Files.createDirectories(folder.resolve("meshes-" + from));
      try {
        share(own, from, until);
      } finally {
        Folders.delete(own);
      }
      progress.printf("%d of %d meshes%n", until - plan.first(), plan.meshes());
      progress.flush();
    }
    return score;
  }

  private void share(Path own, int from, int until) throws IOException, InterruptedException {
    if (plan.load() == Load.REMOTE_WRITE) {
      try (WritablePrometheus prometheus = WritablePrometheus.startForAnyOrder(own)) {
        forEach(
            from,
            until,
            number -> {
              Mesh mesh = MeshMaker.make(plan.seed(), number);
              prometheus.write(Windows.EPOCH_MS, mesh.series());
              judge(prometheus, own, mesh);
            });
      }
      return;
    }
    Map<Integer, Mesh> meshes = new ConcurrentSkipListMap<>();
    forEach(from, until, number -> meshes.put(number, MeshMaker.make(plan.seed(), number)));
    Blocks.create(own, meshes.values().stream().flatMap(m -> m.series().stream()).toList());
    try (WritablePrometheus prometheus = WritablePrometheus.startForAnyOrder(own)) {
      forEach(from, until, number -> judge(prometheus, own, meshes.get(number)));
    }
  }

  /** What is done with the mesh of a number. */
  private interface Step {
    void run(int number) throws IOException, InterruptedException;
  }

  private static void forEach(int from, int until, Step step)
      throws IOException, InterruptedException {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = from; i < until; i++) {
        int number = i;
        all.add(
            workers.submit(
                () -> {
                  step.run(number);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("a mesh could not be judged: " + failed.getCause(), failed.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void judge(WritablePrometheus prometheus, Path own, Mesh mesh)
      throws IOException, InterruptedException {
    Truth truth = new Truth(mesh);
    CheckRun check = new CheckRun(prometheus.url(), own, plan.reads());
    NaiveRun naive = new NaiveRun(new Naive(http, prometheus.url()), truth);
    for (Duration window : Windows.ALL) {
      RunScore run = new RunScore(truth, window);
      run.report(check.check(mesh, window));
      naive.judge(window, run);
      score.add(run);
    }
  }
}
