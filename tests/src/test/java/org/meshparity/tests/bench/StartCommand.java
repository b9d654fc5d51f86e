package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code start}: how long a user waits before the program does anything. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Seconds from a cold shell to the first request of check, and to the first page of serve:",
      "with the launcher, from the same build without its archive of classes, and from the plain jar."
    })
final class StartCommand implements Callable<Integer> {

  private static final double CHECK_GOAL = 0.5;
  private static final double SERVE_GOAL = 1.5;

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      defaultValue = "9",
      description = "How often each is started, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

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
    if (rounds < 1 || checkout == null) {
      throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more, was " + rounds);
    }
    StartWay.launcher(checkout);
    PrintWriter out = spec.commandLine().getOut();
    out.print(table(StartWay.of(checkout), rounds));
    out.flush();
    return 0;
  }

  /** What was measured of each way, the ways in turn, so that a disturbance hits all of them. */
  static String table(List<StartWay> ways, int rounds) throws IOException, InterruptedException {
    List<List<Double>> checks = new ArrayList<>();
    List<List<Double>> serves = new ArrayList<>();
    for (StartWay way : ways) {
      checks.add(new ArrayList<>());
      serves.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int way = 0; way < ways.size(); way++) {
        checks.get(way).add(Starts.untilFirstRequest(ways.get(way)));
        serves.get(way).add(Starts.untilFirstPage(ways.get(way)));
      }
    }
    Table table =
        new Table(
            "seconds, median of " + rounds, "check: first request", "", "serve: first page", "");
    for (int way = 0; way < ways.size(); way++) {
      Spread check = Spread.of(checks.get(way));
      Spread serve = Spread.of(serves.get(way));
      table.row(
          ways.get(way).label(), check.toString(), check.range(), serve.toString(), serve.range());
    }
    table.row("goal of ./meshparity", "under " + CHECK_GOAL, "", "under " + SERVE_GOAL, "");
    return table.toString();
  }
}
