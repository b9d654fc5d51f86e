package org.meshparity.tests.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures all recorders in rounds, each benchmark in a process of its own per round: what disturbs
 * the machine for a while then hits all of them alike, and no benchmark's profile spoils another's.
 */
final class RecordRun {

  private static final String BYTES = "gc.alloc.rate.norm";

  private final RecordPlan plan;
  private final Map<Key, Figures> figures = new LinkedHashMap<>();

  RecordRun(RecordPlan plan) {
    this.plan = plan;
  }

  /** What was run: a benchmark's class and method, and by how many threads. */
  record Key(String benchmark, int threads) {}

  /** All that was measured of it: nanoseconds and bytes for one operation. */
  record Figures(List<Double> nanos, List<Double> bytes) {}

  /** One pass over the benchmarks that match, with so many threads. */
  void pass(String include, int threads) throws RunnerException {
    new Runner(options(include, threads).build()).run().forEach(result -> add(result, threads));
  }

  private ChainedOptionsBuilder options(String include, int threads) {
    return new OptionsBuilder()
        .include(include)
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(threads)
        .forks(plan.forks())
        .warmupIterations(plan.warmups())
        .warmupTime(millis(plan.iterationMillis()))
        .measurementIterations(plan.iterations())
        .measurementTime(millis(plan.iterationMillis()))
        .addProfiler(GCProfiler.class)
        .jvmArgs("-Xms512m", "-Xmx512m")
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static TimeValue millis(int millis) {
    return TimeValue.milliseconds(millis);
  }

  private void add(RunResult result, int threads) {
    String[] path = result.getParams().getBenchmark().split("\\.");
    String name = path[path.length - 2] + "." + path[path.length - 1];
    Figures into =
        figures.computeIfAbsent(
            new Key(name, threads), key -> new Figures(new ArrayList<>(), new ArrayList<>()));
    result.getBenchmarkResults().stream()
        .map(benchmark -> benchmark.getIterationResults())
        .flatMap(Collection::stream)
        .forEach(iteration -> into.nanos().add(iteration.getPrimaryResult().getScore()));
    into.bytes().add(result.getSecondaryResults().get(BYTES).getScore());
  }

  Map<Key, Figures> figures() {
    return figures;
  }
}
