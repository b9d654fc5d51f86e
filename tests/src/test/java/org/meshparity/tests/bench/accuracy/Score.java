package org.meshparity.tests.bench.accuracy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.tests.bench.accuracy.Judgement.Mistake;

/** Counts what all checks of all meshes said, and how that was. For several threads. */
final class Score {

  /** Parity within the budget for what is undecided, and there is a difference. */
  static final String OPEN = "open difference";

  private static final int EXAMPLES = 30;

  /** Each table's rows by name; within a row, columns by name. */
  private final Map<Chart, Map<String, Map<String, Integer>>> charts = new EnumMap<>(Chart.class);

  private final List<String> examples = new ArrayList<>();
  private final Set<String> remembered = new HashSet<>();
  private int meshes;
  private int runs;
  private int checks;
  private int unprovable;

  /** What is counted. */
  enum Chart {
    /** Checks: claim by verdict or mistake. */
    CLAIMS,
    /** Increases with traffic: traffic by window and whether they are decided. */
    DECIDED,
    /** Runs: fault by window and fate. */
    FAULTS,
    /** Groups: method and window by what it said. */
    GUESSES,
    /** Runs: window by outcome. */
    OUTCOMES
  }

  /** Adds what a run came to. */
  synchronized void add(RunScore run) {
    String window = Windows.text(run.window());
    runs++;
    meshes += run.window().equals(Windows.ALL.get(0)) ? 1 : 0;
    unprovable += run.unprovable();
    count(Chart.OUTCOMES, window, run.outcome());
    if (run.openDifference() && run.outcome().equals("PARITY")) {
      count(Chart.OUTCOMES, window, OPEN);
    }
    count(Chart.FAULTS, faultRow(run.mesh().fault()), window + run.fate());
    run.checks().forEach(check -> add(run, window, check));
    run.guesses()
        .forEach(
            (how, guesses) ->
                guesses.forEach(
                    guess -> guess(how, window, true, guess.different(), guess.differs())));
  }

  private void add(RunScore run, String window, Judged check) {
    Said said = check.said();
    checks++;
    count(Chart.CLAIMS, said.claim(), said.verdict());
    if (said.claim().equals("increase") && !said.verdict().equals("NO_DATA")) {
      count(Chart.DECIDED, check.traffic().name(), window + said.decided());
      guess("check: increase", window, said.decided(), said.gap(), check.judgement().differs());
    }
    if (said.claim().equals("quantile") && !said.verdict().equals("NO_DATA")) {
      guess("check: quantile", window, said.decided(), said.gap(), check.judgement().differs());
    }
    if (check.mistaken()) {
      count(Chart.CLAIMS, said.claim(), check.judgement().mistake().name());
      remember(run, window, check);
    }
  }

  private void guess(String how, String window, boolean says, boolean different, boolean differs) {
    String row = how + "|" + window;
    count(Chart.GUESSES, row, "all");
    if (!says) {
      count(Chart.GUESSES, row, "open");
    } else if (different != differs) {
      count(Chart.GUESSES, row, different ? "false alarm" : "false all-clear");
    } else {
      count(Chart.GUESSES, row, "right");
    }
  }

  /** One of each kind of claim in a run is enough. */
  private void remember(RunScore run, String window, Judged check) {
    String which = run.mesh().name() + window + check.said().claim();
    if (remembered.size() < EXAMPLES && remembered.add(which)) {
      Fault fault = run.mesh().fault();
      examples.add(
          String.join(
              "\n    ",
              check.judgement().mistake() + " in mesh " + run.mesh().name() + ", " + window,
              fault.row() + " on " + fault.side() + "; " + run.mesh().hazards(),
              "clock " + run.mesh().clockMs() + " ms",
              "truth " + check.judgement().why(),
              check.said().text()));
    }
  }

  /** Sorts as the kinds and sizes do. */
  static String faultRow(Fault fault) {
    return String.format(
        Locale.ROOT, "%02d %09.3f %s", fault.kind().ordinal(), fault.size(), fault.row());
  }

  private void count(Chart chart, String row, String column) {
    charts
        .computeIfAbsent(chart, key -> new TreeMap<>())
        .computeIfAbsent(row, key -> new TreeMap<>())
        .merge(column, 1, Integer::sum);
  }

  /** The rows that have anything in them. */
  synchronized List<String> rows(Chart chart) {
    return List.copyOf(charts.getOrDefault(chart, Map.of()).keySet());
  }

  synchronized int in(Chart chart, String row, String column) {
    return charts.getOrDefault(chart, Map.of()).getOrDefault(row, Map.of()).getOrDefault(column, 0);
  }

  /** How many checks have a mistake. */
  int mistakes(Mistake mistake) {
    return rows(Chart.CLAIMS).stream().mapToInt(row -> in(Chart.CLAIMS, row, mistake.name())).sum();
  }

  /** How many checks contradict the truth in any way. */
  int wrong() {
    return mistakes(Mistake.FALSE_DIFFERENT)
        + mistakes(Mistake.FALSE_EQUAL)
        + mistakes(Mistake.WRONG_NUMBERS);
  }

  /** Some checks that contradict the truth. */
  synchronized List<String> examples() {
    return List.copyOf(examples);
  }

  synchronized int meshes() {
    return meshes;
  }

  synchronized int runs() {
    return runs;
  }

  synchronized int checks() {
    return checks;
  }

  /** Checks about groups of which nothing can be proved. */
  synchronized int unprovable() {
    return unprovable;
  }
}
