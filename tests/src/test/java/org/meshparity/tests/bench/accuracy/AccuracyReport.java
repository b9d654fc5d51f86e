package org.meshparity.tests.bench.accuracy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshparity.tests.bench.Table;
import org.meshparity.tests.bench.accuracy.Judgement.Mistake;
import org.meshparity.tests.bench.accuracy.Score.Chart;

/** The tables that a run of the benchmark prints. */
final class AccuracyReport {

  private static final List<String> WINDOWS = Windows.ALL.stream().map(Windows::text).toList();
  private static final List<String> CLAIMS =
      List.of("presence", "increase", "bucket", "threshold", "mean", "quantile", "distribution");

  private final Score score;
  private final AccuracyPlan plan;
  private final Duration took;

  AccuracyReport(Score score, AccuracyPlan plan, Duration took) {
    this.score = score;
    this.plan = plan;
    this.took = took;
  }

  @Override
  public String toString() {
    return String.join(
        "\n", head(), claims(), decided(), faults(), naive(), outcomes(), foot(), examples());
  }

  private String head() {
    double minutes = took.toMillis() / 60_000.0;
    return String.format(
        Locale.ROOT,
        "%d meshes of seed %d, windows of %s: %d runs of check, %d checks, %.1f min"
            + " (%.0f meshes/min)%n%nFalse PROVED_DIFFERENT: %d%nFalse PROVED_EQUAL: %d%n",
        score.meshes(),
        plan.seed(),
        String.join(", ", WINDOWS),
        score.runs(),
        score.checks(),
        minutes,
        score.meshes() / Math.max(minutes, 1e-3),
        score.mistakes(Mistake.FALSE_DIFFERENT),
        score.mistakes(Mistake.FALSE_EQUAL));
  }

  /** MISSING_* are proved differences too. */
  private String claims() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    columns.put("equal", List.of("PROVED_EQUAL"));
    columns.put("different", List.of("PROVED_DIFFERENT"));
    columns.put("missing", List.of("MISSING_LEGACY", "MISSING_CANDIDATE"));
    columns.put("undecidable", List.of("UNDECIDABLE"));
    columns.put("not comparable", List.of("NOT_COMPARABLE"));
    columns.put("no data", List.of("NO_DATA"));
    columns.put("false different", List.of(Mistake.FALSE_DIFFERENT.name()));
    columns.put("false equal", List.of(Mistake.FALSE_EQUAL.name()));
    columns.put("wrong numbers", List.of(Mistake.WRONG_NUMBERS.name()));
    Table table = new Table(header("what is claimed", List.copyOf(columns.keySet())));
    for (String claim : CLAIMS) {
      List<String> cells = new ArrayList<>(List.of(claim));
      columns.values().forEach(words -> cells.add(claims(claim, words)));
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  private String claims(String claim, List<String> columns) {
    return "" + columns.stream().mapToInt(column -> score.in(Chart.CLAIMS, claim, column)).sum();
  }

  private String decided() {
    Table table = new Table(header("counts that were decided", WINDOWS));
    for (Traffic traffic : Traffic.values()) {
      List<String> cells = new ArrayList<>(List.of(traffic.words()));
      for (String window : WINDOWS) {
        int yes = score.in(Chart.DECIDED, traffic.name(), window + true);
        cells.add(share(yes, yes + score.in(Chart.DECIDED, traffic.name(), window + false)));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  /** Found, and of these rightly named, of the meshes whose sides truly differ. */
  private String faults() {
    List<String> columns = new ArrayList<>();
    for (String window : WINDOWS) {
      columns.addAll(List.of(window + " differ", "found", "named", "misnamed"));
    }
    Table table = new Table(header("faults", columns));
    for (String row : score.rows(Chart.FAULTS)) {
      List<String> cells = new ArrayList<>(List.of(row.split(" ", 3)[2]));
      for (String window : WINDOWS) {
        int named = score.in(Chart.FAULTS, row, window + Fate.NAMED);
        int misnamed = score.in(Chart.FAULTS, row, window + Fate.MISNAMED);
        int found = named + misnamed + score.in(Chart.FAULTS, row, window + Fate.UNNAMED);
        int differ = found + score.in(Chart.FAULTS, row, window + Fate.NOT_PROVED);
        cells.addAll(List.of("" + differ, "" + found, "" + named, "" + misnamed));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  private String naive() {
    Table table =
        new Table(
            "what was said", "window", "judged", "right", "false alarm", "false all-clear", "open");
    List<String> methods =
        score.rows(Chart.GUESSES).stream().map(row -> row.split("\\|")[0]).distinct().toList();
    for (String method : methods) {
      for (String window : WINDOWS) {
        String row = method + "|" + window;
        int all = score.in(Chart.GUESSES, row, "all");
        table.row(
            method,
            window,
            "" + all,
            share(score.in(Chart.GUESSES, row, "right"), all),
            share(score.in(Chart.GUESSES, row, "false alarm"), all),
            share(score.in(Chart.GUESSES, row, "false all-clear"), all),
            share(score.in(Chart.GUESSES, row, "open"), all));
      }
    }
    return table.toString();
  }

  private String outcomes() {
    List<String> words =
        List.of("PARITY", Score.OPEN, "GAPS", "UNDECIDED", "NO_DATA", "UNAVAILABLE");
    Table table = new Table(header("outcomes of the runs", words));
    for (String window : WINDOWS) {
      List<String> cells = new ArrayList<>(List.of(window));
      words.forEach(word -> cells.add("" + score.in(Chart.OUTCOMES, window, word)));
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  private String foot() {
    return String.format(
        Locale.ROOT,
        "Left out: %d checks about groups that break a condition of every proof.%n",
        score.unprovable());
  }

  private String examples() {
    return String.join("\n", score.examples());
  }

  private static String[] header(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all.toArray(String[]::new);
  }

  private static String share(int part, int all) {
    return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / all);
  }
}
