package org.meshparity.comparator.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.run.Shard;
import picocli.CommandLine.Option;

/** Which part of a mesh a check reads, if it shares the work with others. */
final class ShardOptions {

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Reads only part I (from 0) of N, and writes what it read instead of a report: --output"
              + " json[=FILE]. report merge makes the report of all N parts. Needs --at, the same"
              + " for all. Exit code 0: read; what it comes to is known once all are merged.")
  private @Nullable String shard;

  /** The part; null for everything. */
  @Nullable Shard shard() {
    return shard == null ? null : Shard.parse(shard);
  }

  /** Refuses what a part of a run cannot do. */
  static void check(List<Output> outputs, boolean endGiven, boolean waits) {
    if (!endGiven) {
      throw new IllegalArgumentException(
          "--shard needs --at TIME: all shards must compare the same window");
    }
    if (waits) {
      throw new IllegalArgumentException(
          "--shard and --wait exclude each other: only all shards together can decide");
    }
    if (outputs.size() != 1 || outputs.get(0).format() != Output.Format.JSON) {
      throw new IllegalArgumentException(
          "--shard writes --output json or json=FILE and nothing else: a part is no report");
    }
  }
}
