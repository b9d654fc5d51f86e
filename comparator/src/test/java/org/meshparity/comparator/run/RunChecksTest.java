package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.CheckList;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.simulation.Timeline;
import org.meshparity.comparator.simulation.WorldMaker;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.Pack;

class RunChecksTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final Instant END =
      Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI);
  private static final Pack PACK = SimulationPack.of(EnumSet.allOf(Family.class));

  private static Report report;
  private static List<Report.Check> kept;

  @BeforeAll
  static void run() {
    Recipe recipe = new Recipe(List.of(Fault.values()), List.of(Hazard.values()), 0.3, 0);
    SimulatedSource source = SimulatedSource.of(EPOCH, new WorldMaker(3, recipe).make(0, 10));
    report = report(source);
    kept = new ArrayList<>(report.checks());
  }

  private static Report report(SimulatedSource source) {
    return new Comparison(
            new ComparisonSettings(
                "simulated",
                PACK,
                side(source, Generation.LEGACY),
                side(source, Generation.CANDIDATE),
                Duration.ofMinutes(30),
                new BigDecimal("0.01"),
                Duration.ZERO,
                GatePolicy.DEFAULT,
                Mode.PAIRED))
        .run(END);
  }

  private static SideSettings side(SimulatedSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }

  @Test
  void theWorldHasGapsAndEqualAndOpenChecks() {
    assertThat(report.listed().gaps()).isNotEmpty();
    assertThat(report.listed().open()).isNotEmpty();
    assertThat(report.listed().only(Set.of(Verdict.PROVED_EQUAL))).isNotEmpty();
  }

  @Test
  void checksAreListedGapsFirstAndThenById() {
    assertThat(kept)
        .isSortedAccordingTo(
            Comparator.comparing((Report.Check check) -> !check.verdict().isGap())
                .thenComparing(Report.Check::id));
    assertThat(new HashSet<>(kept.stream().map(Report.Check::id).toList())).hasSameSizeAs(kept);
  }

  @Test
  void aCheckReadAgainIsTheSame() {
    assertThat(new ArrayList<>(report.checks())).isEqualTo(kept);
    for (int i = 0; i < kept.size(); i++) {
      assertThat(report.checks().get(i)).isEqualTo(kept.get(i));
    }
  }

  @Test
  void whatWasComparedIsNamedWhereSomeOfTheWindowWasLeftOut() {
    List<Report.Check> cut = kept.stream().filter(check -> !check.pieces().isEmpty()).toList();

    assertThat(cut).anyMatch(check -> check.pieces().size() > 1);
    assertThat(kept)
        .filteredOn(check -> check.because().contains("had to be left out on both sides"))
        .isEqualTo(cut);
    assertThat(cut)
        .allSatisfy(
            check -> {
              List<Report.Piece> pieces = check.pieces();
              assertThat(pieces.get(0).start()).isEqualTo(check.start());
              assertThat(pieces.get(pieces.size() - 1).end()).isEqualTo(check.end());
            });
  }

  @Test
  void stretchesAreTheWholeListInPieces() {
    CheckList list = report.listed();
    List<Report.Check> pieces = new ArrayList<>();
    for (int i = 0; i < list.stretches(); i++) {
      assertThat(pieces).hasSize(list.begin(i));
      pieces.addAll(list.stretch(i));
    }
    assertThat(pieces).isEqualTo(kept);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void theChecksOfAVerdictAreThoseOfTheList(Verdict verdict) {
    assertThat(report.listed().only(Set.of(verdict)))
        .isEqualTo(kept.stream().filter(check -> check.verdict() == verdict).toList());
  }

  @Test
  void whatIsOpenMustBeDecidedAndIsNot() {
    assertThat(report.listed().open())
        .isEqualTo(
            kept.stream()
                .filter(check -> check.gating() && check.verdict() == Verdict.UNDECIDABLE)
                .toList());
    assertThat(report.listed().gaps().open()).isEmpty();
  }

  @Test
  void everyCheckIsFoundByItsIdAndWithAllOfItsGroup() {
    for (Report.Check check : kept) {
      assertThat(report.listed().find(check.id())).contains(check);
      assertThat(report.listed().besides(check))
          .containsExactlyElementsOf(
              kept.stream()
                  .filter(other -> other.metric().equals(check.metric()))
                  .filter(other -> other.group().equals(check.group()))
                  .toList());
    }
    assertThat(report.listed().find("ffffffffffffffff")).isEmpty();
    assertThat(report.listed().find("no id")).isEmpty();
  }

  @Test
  void countsAreThoseOfTheList() {
    Map<Verdict, Integer> counts = new HashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    kept.forEach(check -> counts.merge(check.verdict(), 1, Integer::sum));
    assertThat(report.counts()).isEqualTo(counts);
    assertThat(report.unlisted()).isZero();
    assertThat(report.listing(report.listed().notable()).unlisted())
        .isEqualTo(counts.get(Verdict.PROVED_EQUAL));
  }

  @Test
  void aListThatIsMadeIsWrittenLikeOneThatIsKept() {
    assertThat(ReportJson.toString(report))
        .isEqualTo(ReportJson.toString(report.listing(List.copyOf(kept))));
  }
}
