package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: how fast answers and pages become verdicts. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How fast answers and pages become verdicts, on one core, beside what this machine can do at all",
      "and other readers: sample pairs a second, bytes a second, bytes allocated (JMH, gc profiler).",
      "Then a whole check beside curl, which only throws the same answers away, and checks of more and",
      "more series in small heaps, both against a server that makes its answers while it sends them;",
      "and pages that no memory holds, through a pipe."
    })
final class CompareCommand implements Callable<Integer> {

  private static final int BENCHMARKS = 14;

  /** Whole answers need seconds until everything that reads them is compiled. */
  private static final RecordPlan FULL = new RecordPlan(2, 1, 6, 5, 1000);

  private static final RecordPlan QUICK = new RecordPlan(1, 1, 4, 3, 1000);

  @Option(
      names = "--quick",
      description = "One short round: a look, with figures that may be off by a third.")
  private boolean quick;

  @Option(names = "--readers", description = "Only the readers (the default is all of it).")
  private boolean readers;

  @Option(names = "--check", description = "Only a whole check beside curl.")
  private boolean check;

  @Option(names = "--pages", description = "Only pages of up to 10 GB, through a pipe.")
  private boolean pages;

  @Option(names = "--memory", description = "Only checks in small heaps.")
  private boolean memory;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws RunnerException, IOException, InterruptedException {
    boolean all = !readers && !check && !memory && !pages;
    PrintWriter err = spec.commandLine().getErr();
    CompareChecks checks = new CompareChecks(err);
    if (all || readers) {
      print(readers(quick ? QUICK : FULL, err).toString());
    }
    if (all || check) {
      print(checks.besideCurl(quick ? 10_000 : 30_000, quick ? 1 : 3));
    }
    if (all || pages) {
      print(new ComparePipes(err).table(quick));
    }
    if (all || memory) {
      print(checks.memory(quick));
    }
    return 0;
  }

  private void print(String table) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(table);
    out.flush();
  }

  static CompareReport readers(RecordPlan plan, PrintWriter progress) throws RunnerException {
    progress.printf("About %d s, in %d rounds.%n", plan.seconds(BENCHMARKS), plan.rounds());
    CompareRun run = new CompareRun(plan);
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.printf("round %d of %d%n", round, plan.rounds());
      run.pass();
    }
    return new CompareReport(run);
  }
}
