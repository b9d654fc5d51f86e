package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.tests.pushdown.BackendWorlds.EPOCH;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.LabelMatchers;

/** The same worlds where large meshes keep their metrics; {@code -Plarge-backends} runs them. */
@Tag("large-backends")
class ThanosAndMimirTest {

  private static final String MIMIR = "MESHPARITY_MIMIR";
  private static final String THANOS = "MESHPARITY_THANOS";

  private static final String[] AS_DOCUMENTED = {
    "dedup", "false", "partial_response", "false", "max_source_resolution", "0s"
  };

  @TempDir Path folder;

  private final BackendWorlds worlds = new BackendWorlds();

  @Test
  void mimir() throws Exception {
    Path program = Backends.program(MIMIR);
    try (Mimir mimir = Mimir.start(program, folder)) {
      mimir.write(EPOCH, worlds.series());
      try (GuardWatch source = new GuardWatch(mimir.source(RemoteReads.NEVER))) {
        Report report = WorldsRun.compare(EPOCH, source, source);

        worlds.judge(MIMIR, report, source.servedShare());
        assertThat(source.servedShare()).isGreaterThan(0.3);
      }
      try (GuardWatch source = new GuardWatch(mimir.source(RemoteReads.ALWAYS))) {
        Report report = WorldsRun.compare(EPOCH, source, source);

        worlds.judge(MIMIR + " by remote read", report, 0);
        assertThat(source.groupsAdded()).isZero();
      }
    }
  }

  /** As the README tells: samples of one replica, and no store may be silent. */
  @Test
  void oneReplicaOfThanos() throws Exception {
    Path program = Backends.program(THANOS);
    try (Thanos thanos = Thanos.start(program, folder)) {
      thanos.write(EPOCH, worlds.series(), worlds.replica());
      for (String replica : List.of("a", "b")) {
        try (GuardWatch source = new GuardWatch(thanos.source(AS_DOCUMENTED))) {
          LabelMatchers only = LabelMatchers.parse("replica=\"" + replica + "\"");
          Report report = WorldsRun.compare(EPOCH, source, source, only);

          worlds.judge(THANOS + " " + replica, report, source.servedShare());
          assertThat(source.servedShare()).isGreaterThan(0.3);
        }
      }
    }
  }

  /** As it answers whoever says nothing, and as it does whoever names no replica. */
  @Test
  void replicasOfThanosAreNotTakenForOne() throws Exception {
    Path program = Backends.program(THANOS);
    try (Thanos thanos = Thanos.start(program, folder)) {
      thanos.write(EPOCH, worlds.series(), worlds.replica());
      try (PrometheusSource merged = thanos.source();
          PrometheusSource apart = thanos.source(AS_DOCUMENTED)) {
        assertUndecided(WorldsRun.compare(EPOCH, merged, merged), "dedup=false");
        assertUndecided(WorldsRun.compare(EPOCH, apart, apart), "whose up differs in replica");
        LabelMatchers one = LabelMatchers.parse("replica=\"a\"");
        assertThat(WorldsRun.compare(EPOCH, merged, merged, one).decision().reasons())
            .singleElement()
            .asString()
            .contains("lacks the label replica", "dedup=false");
      }
    }
  }

  private static void assertUndecided(Report report, String reason) {
    assertThat(report.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.decision().reasons()).anyMatch(why -> why.contains(reason));
    assertThat(report.checks()).allMatch(check -> check.verdict() == Verdict.UNDECIDABLE);
  }

  @Test
  void aReplicaThatDiedIsAFaultOrLeavesTheRunUndecided() throws Exception {
    Path program = Backends.program(THANOS);
    try (Thanos thanos = Thanos.start(program, folder)) {
      thanos.write(EPOCH, worlds.series(), worlds.replica());
      thanos.loseAReplica();
      try (PrometheusSource strict = thanos.source(AS_DOCUMENTED);
          PrometheusSource lax = thanos.source("dedup", "false")) {
        Report fault = WorldsRun.compare(EPOCH, strict, strict);
        Report partial = WorldsRun.compare(EPOCH, lax, lax);

        assertThat(fault.outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(partial.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(partial.warnings()).isNotEmpty();
      }
    }
  }
}
