package org.meshparity.tests.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code record}: what one request costs where its telemetry is made. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What one request costs where its telemetry is made: in the proxy, beside two client libraries",
      "that look their labels up for every request, and in Mixer, which decodes a report first.",
      "Nanoseconds and bytes allocated, by one thread and by two at once (JMH, with its gc profiler)."
    })
final class RecordCommand implements Callable<Integer> {

  private static final String RECORDERS = "org.meshparity.tests.bench.(Record|MakeStrings)";
  private static final String REPORTS = "org.meshparity.tests.bench.ReportDecoding";
  private static final int BENCHMARKS = 18;

  @Option(
      names = "--quick",
      description = "One short round: a look, with figures that may be off by a third.")
  private boolean quick;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws RunnerException {
    RecordPlan plan = quick ? RecordPlan.QUICK : RecordPlan.FULL;
    PrintWriter err = spec.commandLine().getErr();
    err.printf("About %d s, in %d rounds.%n", plan.seconds(BENCHMARKS), plan.rounds());
    PrintWriter out = spec.commandLine().getOut();
    out.println(run(plan, err));
    out.flush();
    return 0;
  }

  static RecordReport run(RecordPlan plan, PrintWriter progress) throws RunnerException {
    RecordRun run = new RecordRun(plan);
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.printf("round %d of %d%n", round, plan.rounds());
      run.pass(RECORDERS, 1);
      run.pass(RECORDERS, 2);
      run.pass(REPORTS, 1);
    }
    return new RecordReport(run.figures());
  }
}
