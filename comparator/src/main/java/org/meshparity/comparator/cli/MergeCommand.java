package org.meshparity.comparator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.ShardMerge;
import org.meshparity.rules.Packs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report merge}: one report of all shards of a check. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description =
        "Makes one report of what all shards of a check read (check --shard I/N). It asks no server."
            + " The report, and the exit code, are those of one check without --shard. Exit code 2"
            + " if a shard is missing, stands twice, is damaged or is of another run.",
    footer = {"", "Example:", "  meshparity report merge shards/*.json --output json=report.json"})
final class MergeCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls a command
  private CommandSpec spec;

  @Parameters(paramLabel = "SHARD", arity = "1..*", description = "What the shards wrote.")
  private List<Path> shards = new ArrayList<>();

  @Option(
      names = "--pack",
      paramLabel = "NAME|FILE",
      description = "The pack of the shards, if it is not where they found it.")
  private @Nullable String pack;

  @Option(
      names = "--output",
      paramLabel = "FORMAT[=FILE]",
      description = "As check's; repeatable (default: text).")
  private List<String> output = new ArrayList<>();

  @Mixin private ListOptions list = new ListOptions();

  @Override
  public Integer call() throws IOException {
    List<Output> outputs;
    Report report;
    try {
      list.check();
      outputs = Output.parse(output);
      report = ShardMerge.of(shards, given -> Packs.resolve(pack == null ? given : pack));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
    Output.writeAll(outputs, list.listed(report));
    return report.decision().exitCode();
  }
}
