package org.meshparity.tests.bench.accuracy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meshparity.comparator.simulation.Generation;
import tools.jackson.databind.JsonNode;

/** One run of {@code check} over one window of one mesh, with all of its checks judged. */
final class RunScore {

  private final Truth truth;
  private final Duration window;
  private final Judge judge;
  private final List<Judged> checks = new ArrayList<>();
  private final Map<String, List<NaiveRun.Guess>> guesses = new TreeMap<>();
  private String outcome = "";
  private int unprovable;

  RunScore(Truth truth, Duration window) {
    this.truth = truth;
    this.window = window;
    this.judge = new Judge(truth);
  }

  void report(JsonNode report) {
    outcome = report.path("outcome").asString();
    for (JsonNode check : report.path("checks")) {
      Said said = Said.of(check);
      if (truth.unprovable(said.family(), said.group())) {
        unprovable++;
      } else {
        checks.add(new Judged(said, judge.judge(said), traffic(said)));
      }
    }
  }

  private Traffic traffic(Said said) {
    int most = 0;
    for (Generation generation : Generation.values()) {
      Measured measured = truth.measured(generation, said.family(), said.group(), said.pieces());
      most = Math.max(most, measured.count());
    }
    long micros = said.pieces().stream().mapToLong(piece -> piece[1] - piece[0]).sum();
    return Traffic.of(most * 1e6 / Math.max(1, micros));
  }

  void guessed(String how, NaiveRun.Guess guess) {
    guesses.computeIfAbsent(how, key -> new ArrayList<>()).add(guess);
  }

  Mesh mesh() {
    return truth.mesh();
  }

  Duration window() {
    return window;
  }

  List<Judged> checks() {
    return checks;
  }

  Map<String, List<NaiveRun.Guess>> guesses() {
    return guesses;
  }

  /** The run's own word. */
  String outcome() {
    return outcome;
  }

  /** Checks about groups of which nothing can be proved. */
  int unprovable() {
    return unprovable;
  }

  /** Whether the sides truly differ in something that the gate looks at and could not decide. */
  boolean openDifference() {
    return checks.stream()
        .filter(check -> check.said().gating() && !check.said().decided())
        .anyMatch(check -> check.judgement().differs());
  }

  Fate fate() {
    return Fate.of(mesh().fault(), checks);
  }
}
