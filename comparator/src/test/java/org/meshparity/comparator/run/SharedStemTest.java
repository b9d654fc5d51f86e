package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.Finding;
import org.meshparity.comparator.verdict.GroupJudge;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/** Two groups whose ids begin alike are rare, and their checks are in order all the same. */
class SharedStemTest {

  private static final Pack PACK = SimulationPack.of(EnumSet.of(Family.REQUESTS));
  private static final MetricRule METRIC = PACK.metrics().get(0);
  private static final Window WINDOW = new Window(0, 60_000);
  private static final Terms TERMS =
      new Terms(
          "stems", PACK, BigDecimal.ZERO, GatePolicy.DEFAULT, Mode.PAIRED, true, 0.01, List.of());

  private static final SideFacts SIDE =
      new SideFacts() {
        @Override
        public Report.Side described(Window window) {
          return new Report.Side("side", "", 15, null);
        }

        @Override
        public List<String> warnings() {
          return List.of();
        }

        @Override
        public Shown evidence(MetricRule metric, Window window) {
          return Shown.NOTHING;
        }
      };

  @Test
  void theirChecksAreListedById() {
    RunChecks checks = checks(0x123456789_0000000L, 0x123456789_0000fffL, 0x223456789_0000000L);

    List<String> ids = checks.stream().map(Report.Check::id).toList();
    assertThat(ids).hasSize(6).isSorted().doesNotHaveDuplicates();
    assertThat(checks.stretches()).isEqualTo(2);
  }

  @Test
  void eachIsFoundWithItsOwnGroup() {
    RunChecks checks = checks(0x123456789_0000000L, 0x123456789_0000fffL);

    for (Report.Check check : new ArrayList<>(checks)) {
      assertThat(checks.find(check.id())).contains(check);
      assertThat(checks.besides(check))
          .hasSize(2)
          .allMatch(other -> other.group().equals(check.group()));
    }
  }

  private static RunChecks checks(long... ids) {
    List<JudgedGroup> groups = new ArrayList<>();
    for (long id : ids) {
      groups.add(group(id));
    }
    GroupChecks writer =
        new GroupChecks(TERMS, new CheckIds(), SIDE, SIDE, WINDOW, List.of(), Openings.NONE);
    return new RunChecks(groups, writer);
  }

  private static JudgedGroup group(long id) {
    String value = Long.toHexString(id);
    SideGains nothing = SideGains.absent(Gains.none(Layout.COUNTER));
    List<Judgement> judgements =
        new GroupJudge(
                METRIC,
                new CounterRule(Tolerance.relative(BigDecimal.ZERO), new Remedy(1, 1)),
                Tolerance.relative(BigDecimal.ZERO))
            .judge(nothing, nothing);
    assertThat(judgements).hasSize(2);
    assertThat(judgements.get(0).finding()).isInstanceOf(Finding.NoData.class);
    assertThat(judgements.get(0).legacy()).isEqualTo(Bounds.ZERO);
    Group group = new Group(METRIC.name(), Map.of("app", value), judgements);
    GroupReading reading =
        new GroupReading(
            new GroupKey(List.of(value)),
            nothing,
            nothing,
            Pieces.whole(WINDOW.start(), WINDOW.end()));
    return new JudgedGroup(
        METRIC, group, reading, id, new GroupTally(group, judgements, new Explained(TERMS)));
  }
}
