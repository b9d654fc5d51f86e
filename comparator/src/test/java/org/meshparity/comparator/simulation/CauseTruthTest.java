package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/**
 * Truth against finding: meshes with one fault each, and with none, compared with the pack for
 * Istio. It prints for every fault how often its cause was found, missed, or named wrongly.
 */
class CauseTruthTest {

  private static final long EPOCH_MS = 1_700_000_040_000L;
  private static final long MESHES = Long.getLong("meshparity.causes.meshes", 3);
  private static final long SEED = Long.getLong("meshparity.causes.seed", 7);
  private static final double LEAST_FOUND = 0.8;

  private final Map<CauseFault, Score> scores = new EnumMap<>(CauseFault.class);

  /** What came of the meshes with one fault. */
  private static final class Score {
    private int injected;
    private int found;
    private int proved;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> wrongProofs = new ArrayList<>();

    private void note(CauseFault fault, long seed, Report report) {
      injected++;
      boolean named = false;
      for (Report.Cause cause : report.causes()) {
        if (cause.id().equals(fault.cause())) {
          proved += !named && cause.confidence().equals("proved") ? 1 : 0;
          named = true;
        } else {
          wrong.add(seed + ":" + cause.id());
          if (cause.confidence().equals("proved")) {
            wrongProofs.add(seed + ":" + cause.id() + " " + cause.title());
          }
        }
      }
      found += named ? 1 : 0;
    }
  }

  @Test
  void everyCauseIsNamedWhereItIsTrueAndNoneIsProvedWhereItIsNot() {
    for (CauseFault fault : CauseFault.values()) {
      Score score = scores.computeIfAbsent(fault, f -> new Score());
      long meshes = fault == CauseFault.NONE ? 4 * MESHES : MESHES;
      for (long seed = SEED; seed < SEED + meshes; seed++) {
        score.note(fault, seed, compared(fault, seed));
      }
    }
    print();

    scores.forEach(
        (fault, score) -> {
          assertThat(score.wrongProofs).as(fault + " proved wrongly").isEmpty();
          if (fault == CauseFault.NONE) {
            assertThat(score.wrong).as("named although nothing is wrong").isEmpty();
          } else {
            assertThat(score.found)
                .as(fault + " found")
                .isGreaterThanOrEqualTo((int) Math.ceil(LEAST_FOUND * score.injected));
          }
        });
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%n%-25s %-18s %8s %6s %6s %7s  %s%n",
        "fault injected",
        "cause",
        "injected",
        "found",
        "proved",
        "missed",
        "wrongly named (seed:cause)");
    scores.forEach(
        (fault, score) ->
            System.out.printf(
                Locale.ROOT,
                "%-25s %-18s %8d %6d %6d %7d  %s%n",
                fault.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                fault.cause().isEmpty() ? "-" : fault.cause(),
                score.injected,
                score.found,
                score.proved,
                fault == CauseFault.NONE ? 0 : score.injected - score.found,
                score.wrong.isEmpty() ? "-" : String.join(" ", score.wrong)));
  }

  private static Report compared(CauseFault fault, long seed) {
    Pack pack = Packs.builtIn("istio-mixer-to-inproxy");
    SimulatedSource source = new SimulatedSource(EPOCH_MS, new CauseMesh(fault, seed).series());
    Instant start = Instant.ofEpochMilli(EPOCH_MS + Timeline.START / Timeline.MILLI);
    Instant end = Instant.ofEpochMilli(EPOCH_MS + Timeline.WINDOW_END / Timeline.MILLI);
    return new Comparison(
            new ComparisonSettings(
                "causes",
                pack,
                new SideSettings(source, pack.legacy().selector(), Duration.ofSeconds(15)),
                new SideSettings(source, pack.candidate().selector(), Duration.ofSeconds(15)),
                Duration.between(start, end),
                new BigDecimal("0.01"),
                Duration.ZERO,
                GatePolicy.DEFAULT))
        .run(start, end);
  }

  @Test
  void whatHappensToTargetsOfHealthyMeshesExplainsNoGap() {
    List<World> worlds =
        new WorldMaker(SEED, Recipe.IDENTICAL)
            .make(0, 150).stream()
                .filter(world -> world.broken(Family.REQUESTS, "x").isEmpty())
                .filter(world -> world.broken(Family.REQUESTS, "y").isEmpty())
                .toList();
    Set<String> named = new TreeSet<>();
    SimulatedSource source = SimulatedSource.of(EPOCH_MS, worlds);
    Instant start = Instant.ofEpochMilli(EPOCH_MS + Timeline.START / Timeline.MILLI);
    Instant end = Instant.ofEpochMilli(EPOCH_MS + Timeline.WINDOW_END / Timeline.MILLI);
    Report report =
        new Comparison(
                new ComparisonSettings(
                    "healthy",
                    SimulationPack.of(Set.of(Family.REQUESTS)),
                    new SideSettings(
                        source, SimulationPack.selector(Generation.LEGACY), Duration.ofSeconds(15)),
                    new SideSettings(
                        source,
                        SimulationPack.selector(Generation.CANDIDATE),
                        Duration.ofSeconds(15)),
                    Duration.between(start, end),
                    new BigDecimal("0.01"),
                    Duration.ZERO,
                    GatePolicy.DEFAULT))
            .run(start, end);
    report.causes().forEach(cause -> named.add(cause.id()));

    assertThat(named).isSubsetOf("target-down", "series-expired", "never-scraped");
  }
}
