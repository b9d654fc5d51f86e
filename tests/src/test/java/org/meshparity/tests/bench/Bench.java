package org.meshparity.tests.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.meshparity.tests.bench.accuracy.AccuracyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code tests/bench} starts: the list of benchmarks. Another one is another command here. */
@Command(
    name = "tests/bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "NAME",
    commandListHeading = "%nBenchmarks:%n",
    description =
        "Runs a benchmark and prints its table. Measure on a machine that does nothing else.",
    subcommands = {
      RecordCommand.class,
      OverheadCommand.class,
      AccuracyCommand.class,
      PushdownCommand.class,
      CompareCommand.class,
      StartCommand.class
    },
    footer = {
      "",
      "Each has its own options: tests/bench NAME --help. It ends with 0 whatever the figures say,",
      "but accuracy ends with 1 if a verdict was wrong: that is no figure."
    })
final class Bench implements Callable<Integer> {

  private static final int FAILED = 70;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Bench::wrongUsage)
        .setExecutionExceptionHandler(Bench::failed);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which benchmark?");
  }

  /** The top command names the benchmarks; a benchmark's own fault points to its help. */
  private static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    if (command.getParent() != null) {
      String name = command.getCommandSpec().qualifiedName();
      err.println(wrong.getMessage() + "; see " + name + " --help");
      return CommandLine.ExitCode.USAGE;
    }
    String names = String.join(", ", command.getSubcommands().keySet());
    boolean unknown = arguments.length > 0 && !arguments[0].startsWith("-");
    String what = unknown ? "unknown benchmark \"" + arguments[0] + "\"" : wrong.getMessage();
    err.println(what + "; there are: " + names);
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    command.getErr().println("bench: " + failure);
    failure.printStackTrace(command.getErr());
    return FAILED;
  }
}
