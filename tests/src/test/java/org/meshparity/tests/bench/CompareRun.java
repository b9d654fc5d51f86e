package org.meshparity.tests.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the readers in rounds, on one thread of a process with the serial collector: what is
 * collected is then part of the time, and nothing is done on another core but the compiler's work.
 */
final class CompareRun {

  private static final String ALL =
      "org.meshparity.tests.bench.Compare(Verdicts|Sums|Pages|Limits)\\..*";

  private final RecordPlan plan;
  private final Map<String, RecordRun.Figures> figures = new LinkedHashMap<>();

  CompareRun(RecordPlan plan) {
    this.plan = plan;
  }

  /** One pass over all of them. */
  void pass() throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(ALL)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MILLISECONDS)
                .threads(1)
                .forks(plan.forks())
                .warmupIterations(plan.warmups())
                .warmupTime(TimeValue.milliseconds(plan.iterationMillis()))
                .measurementIterations(plan.iterations())
                .measurementTime(TimeValue.milliseconds(plan.iterationMillis()))
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms1g", "-Xmx1g", "-Xmn400m", "-XX:+UseSerialGC")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run()
        .forEach(this::add);
  }

  private void add(RunResult result) {
    RecordRun.Figures into =
        figures.computeIfAbsent(
            name(result), key -> new RecordRun.Figures(new ArrayList<>(), new ArrayList<>()));
    result.getBenchmarkResults().stream()
        .map(benchmark -> benchmark.getIterationResults())
        .flatMap(Collection::stream)
        .forEach(iteration -> into.nanos().add(1e6 * iteration.getPrimaryResult().getScore()));
    into.bytes().add(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }

  /** As {@code CompareVerdicts.bytesToVerdicts 2000 0.05}. */
  private static String name(RunResult result) {
    String[] path = result.getParams().getBenchmark().split("\\.");
    String name = path[path.length - 2] + "." + path[path.length - 1];
    boolean verdicts = name.startsWith("CompareVerdicts");
    return verdicts
        ? name
            + " "
            + result.getParams().getParam("series")
            + " "
            + result.getParams().getParam("differing")
        : name;
  }

  /** How long one operation took, in nanoseconds. */
  Spread nanos(String benchmark) {
    return Spread.of(figures(benchmark).nanos());
  }

  /** How much it allocated, in bytes. */
  double allocated(String benchmark) {
    return Spread.of(figures(benchmark).bytes()).median();
  }

  private RecordRun.Figures figures(String benchmark) {
    return Objects.requireNonNull(figures.get(benchmark), benchmark);
  }

  /** The names of everything that was measured. */
  List<String> names() {
    return List.copyOf(figures.keySet());
  }
}
