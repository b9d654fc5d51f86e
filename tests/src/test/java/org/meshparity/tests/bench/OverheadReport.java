package org.meshparity.tests.bench;

import static org.meshparity.tests.bench.OverheadMode.DIRECT;
import static org.meshparity.tests.bench.OverheadMode.NONE;
import static org.meshparity.tests.bench.OverheadMode.V1;
import static org.meshparity.tests.bench.OverheadMode.V2;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What {@code overhead} prints: one table, what was claimed once, and what is measured here. */
final class OverheadReport {

  private static final double GOAL_MILLIS = 0.1;
  private static final int P90 = 90;
  private static final List<Integer> PERCENTILES = List.of(50, P90, 99);

  /** Of the requests that were meant, so many must be answered; else the rate was not held. */
  private static final double HELD = 0.99;

  /** Requests sent later than this in the middle: the machine has no time for the load. */
  private static final double LATE_MILLIS = 1;

  private static final double MICROS_PER_VCPU_AND_THOUSAND = 1e3;

  private final OverheadPlan plan;
  private final Map<OverheadMode, List<Turn>> turns = new EnumMap<>(OverheadMode.class);

  OverheadReport(OverheadPlan plan) {
    this.plan = plan;
  }

  void add(OverheadMode mode, Turn turn) {
    turns.computeIfAbsent(mode, of -> new ArrayList<>()).add(turn);
  }

  private Spread of(OverheadMode mode, ToDoubleFunction<Turn> figure) {
    return Spread.of(turns.get(mode).stream().map(figure::applyAsDouble).toList());
  }

  /** What a mode's turn has more than the base's turn of the same round. */
  private Spread added(OverheadMode mode, OverheadMode base, int percent) {
    List<Double> added = new ArrayList<>();
    for (int round = 0; round < turns.get(mode).size(); round++) {
      added.add(
          turns.get(mode).get(round).latencyMillis(percent)
              - turns.get(base).get(round).latencyMillis(percent));
    }
    return Spread.of(added);
  }

  /** One column for each mode, since there are more figures than modes. */
  private String table() {
    List<String> header = new ArrayList<>(List.of(plan.rate() + " requests/s"));
    turns.keySet().forEach(mode -> header.add(mode.label()));
    Table table = new Table(header.toArray(String[]::new));
    row(
        table,
        "CPU of both proxies, us/request",
        proxied(mode -> cpu(of(mode, Turn::proxyMicros))));
    row(table, "                    range", proxied(mode -> range(of(mode, Turn::proxyMicros))));
    row(table, "CPU of Mixer, us/request", mixed(mode -> cpu(of(mode, Turn::mixerMicros))));
    row(table, "                    range", mixed(mode -> range(of(mode, Turn::mixerMicros))));
    PERCENTILES.forEach(
        percent -> row(table, "latency P" + percent + ", ms", mode -> latency(mode, percent)));
    for (int percent : PERCENTILES) {
      String label = "added to P" + percent + " over no telemetry, ms";
      row(table, label, observed(mode -> added(added(mode, NONE, percent).median())));
      row(table, "                    range", observed(mode -> range(mode, percent)));
    }
    for (int percent : PERCENTILES) {
      String label = "added to P" + percent + " over direct, ms";
      row(table, label, proxied(mode -> added(added(mode, DIRECT, percent).median())));
    }
    return table.toString();
  }

  private void row(Table table, String label, Function<OverheadMode, String> cell) {
    List<String> cells = new ArrayList<>(List.of(label));
    turns.keySet().forEach(mode -> cells.add(cell.apply(mode)));
    table.row(cells.toArray(String[]::new));
  }

  private static Function<OverheadMode, String> proxied(Function<OverheadMode, String> cell) {
    return mode -> mode == DIRECT ? "" : cell.apply(mode);
  }

  private static Function<OverheadMode, String> mixed(Function<OverheadMode, String> cell) {
    return mode -> mode.reportsToMixer() ? cell.apply(mode) : "";
  }

  private static Function<OverheadMode, String> observed(Function<OverheadMode, String> cell) {
    return mode -> mode == DIRECT || mode == NONE ? "" : cell.apply(mode);
  }

  private static String cpu(Spread micros) {
    return Double.isNaN(micros.median()) ? "unknown" : micros.toString();
  }

  private static String range(Spread micros) {
    return Double.isNaN(micros.median()) ? "" : micros.range();
  }

  private String range(OverheadMode mode, int percent) {
    Spread added = added(mode, NONE, percent);
    return added(added.low()) + ".." + added(added.high());
  }

  private String latency(OverheadMode mode, int percent) {
    return Spread.number(of(mode, turn -> turn.latencyMillis(percent)).median());
  }

  private static String added(double millis) {
    return String.format(Locale.ROOT, "%+.3f", millis);
  }

  private String claims() {
    double v2 = of(V2, Turn::totalMicros).median();
    double v1 = of(V1, Turn::totalMicros).median();
    double v1Proxies = of(V1, Turn::proxyMicros).median();
    double p90 = added(V2, NONE, P90).median();
    boolean known = !Double.isNaN(v1 + v2);
    return new Table("Istio's alpha of v2 claimed", "here")
        .row(
            "10 % less CPU in the proxy than with the Mixer filter",
            known ? percentLess(v2, v1Proxies) : "not measurable on this platform")
        .row("about 5 ms more P90 at 1000 requests/s", added(p90) + " ms over no telemetry")
        .row(
            "0.5 vCPU saved for each 1000 requests/s without Mixer",
            known
                ? Spread.number((v1 - v2) / MICROS_PER_VCPU_AND_THOUSAND) + " vCPU (v1 - v2)"
                : "not measurable on this platform")
        .toString();
  }

  private static String percentLess(double less, double than) {
    long percent = Math.round(100 * (1 - less / than));
    return percent >= 0 ? percent + " % less" : -percent + " % more";
  }

  private String goal() {
    Spread p90 = added(V2, NONE, P90);
    return "Goal: "
        + (p90.median() < GOAL_MILLIS ? "met      " : "NOT MET  ")
        + "v2 adds under 0.1 ms to P90: "
        + added(p90.median())
        + " ms ("
        + added(p90.low())
        + ".."
        + added(p90.high())
        + " in "
        + plan.rounds()
        + " rounds)";
  }

  /** Whether the rate was held, by mode; a figure of an overloaded machine says little. */
  private String doubts() {
    StringBuilder doubts = new StringBuilder();
    turns.forEach(
        (mode, all) -> {
          double rate = of(mode, turn -> turn.load().answered() / turn.load().seconds()).median();
          double late = of(mode, turn -> turn.latenessMillis(50)).median();
          long failed = all.stream().mapToLong(turn -> turn.load().failed()).sum();
          if (rate < HELD * plan.rate() || late > LATE_MILLIS) {
            doubts.append(
                String.format(
                    Locale.ROOT,
                    "THIS MACHINE DID NOT HOLD %d requests/s (%s): %.0f/s answered, half of them sent"
                        + " more than %.2f ms late. Choose a lower --rate.%n",
                    plan.rate(),
                    mode.label(),
                    rate,
                    late));
          }
          if (failed > 0) {
            doubts.append(String.format("%s: %d requests failed.%n", mode.label(), failed));
          }
        });
    return doubts.isEmpty() ? "The rate was held in every mode.\n" : doubts.toString();
  }

  @Override
  public String toString() {
    return table()
        + """

        proxies, Mixer: CPU time of the processes for one request, user and system, compiler and
        garbage collector included; two proxies, the caller's and the application's. Medians of the
        rounds; what is added is taken round by round, so that a slow round is slow for both.
        Latency counts from the moment a request was meant to be sent.

        """
        + doubts()
        + "\n"
        + claims()
        + "\n"
        + goal();
  }
}
