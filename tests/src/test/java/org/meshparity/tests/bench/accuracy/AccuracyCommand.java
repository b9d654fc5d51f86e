package org.meshparity.tests.bench.accuracy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.meshparity.comparator.source.RemoteReads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code accuracy}: how often {@code check} is right, where the truth is known. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How often check is right: meshes whose truth is known, with faults of every kind and size",
      "and none, are written into a real Prometheus; every verdict is held against the truth, and",
      "beside it what increase() and histogram_quantile() would have said."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no verdict was wrong", "1:a verdict, or a number given for it, was wrong"})
public final class AccuracyCommand implements Callable<Integer> {

  private static final int WRONG = 1;

  @Option(
      names = "--meshes",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int meshes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed makes the same meshes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--first",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Number of the first mesh: --first 17 --meshes 1 is mesh m17 alone.")
  private int first;

  @Option(
      names = "--load",
      paramLabel = "HOW",
      defaultValue = "remote-write",
      description = {
        "How meshes come into the Prometheus: ${COMPLETION-CANDIDATES} (default:",
        "${DEFAULT-VALUE}). Only remote-write brings staleness markers."
      })
  private Load load = Load.REMOTE_WRITE;

  @Option(
      names = "--remote-read",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "When checks read by remote read: auto (default), always or never.")
  private String remoteRead = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    AccuracyPlan plan = plan();
    Path folder = Folders.temporary("meshparity-accuracy");
    long began = System.nanoTime();
    Score score = new AccuracyRun(plan, folder, spec.commandLine().getErr()).run();
    PrintWriter out = spec.commandLine().getOut();
    out.println(new AccuracyReport(score, plan, Duration.ofNanos(System.nanoTime() - began)));
    out.flush();
    return score.wrong() == 0 ? 0 : WRONG;
  }

  private AccuracyPlan plan() {
    try {
      return new AccuracyPlan(
          meshes, seed, first, load, RemoteReads.of("--remote-read", remoteRead));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }
}
