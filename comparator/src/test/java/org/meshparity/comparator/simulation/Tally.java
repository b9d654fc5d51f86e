package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/** Counts what a comparison said about worlds whose truth is known, and prints it as a table. */
public final class Tally {

  private static final int EXAMPLES = 20;

  private final Map<String, Row> byHazard = new TreeMap<>();
  private final Map<String, Row> byClaim = new TreeMap<>();
  private final Map<Fault, Row> byFault = new EnumMap<>(Fault.class);
  private final List<String> examples = new ArrayList<>();
  private int excluded;
  private int wrong;

  void excluded(World world) {
    excluded++;
  }

  void judged(World world, Check check, Optional<String> mistake) {
    row(byClaim, check.metric() + " " + check.claim().word())
        .add(check.verdict(), mistake.isPresent());
    if (check.claim() == Claim.INCREASE && check.metric().equals(Family.REQUESTS.metric())) {
      row(byHazard, world.hazard().name()).add(check.verdict(), mistake.isPresent());
      byFault
          .computeIfAbsent(world.fault(), fault -> new Row())
          .add(check.verdict(), mistake.isPresent());
    }
    mistake.ifPresent(text -> remember(world, check, text));
  }

  private void remember(World world, Check check, String text) {
    wrong++;
    if (examples.size() < EXAMPLES) {
      examples.add(
          world.index()
              + " "
              + world.hazard()
              + " "
              + world.fault()
              + ": "
              + text
              + " in "
              + check);
    }
  }

  private static Row row(Map<String, Row> rows, String name) {
    return rows.computeIfAbsent(name, key -> new Row());
  }

  /** How many checks contradict the truth. */
  public int wrong() {
    return wrong;
  }

  /** How many trials there were: request counters of groups that a proof can be about. */
  public int trials() {
    return byHazard.values().stream().mapToInt(Row::total).sum();
  }

  /** How many trials with a fault were proved to differ. */
  public int found(Fault fault) {
    Row row = byFault.get(fault);
    return row == null ? 0 : row.different;
  }

  /** How many trials were decided. */
  public int decided() {
    return byHazard.values().stream().mapToInt(Row::decided).sum();
  }

  /** Some checks that contradict the truth. */
  public List<String> examples() {
    return examples;
  }

  /** The table. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Row.head("request counters by hazard"));
    byHazard.forEach((name, row) -> text.append(row.line(name)));
    text.append(Row.head("request counters by fault"));
    byFault.forEach((fault, row) -> text.append(row.line(fault.name())));
    text.append(Row.head("all claims"));
    byClaim.forEach((name, row) -> text.append(row.line(name)));
    return text.append("checks of worlds that break a condition of a proof, left out: ")
        .append(excluded)
        .append('\n')
        .toString();
  }

  private static final class Row {
    private int equal;
    private int different;
    private int undecidable;
    private int empty;
    private int wrong;

    void add(Verdict verdict, boolean mistake) {
      switch (verdict) {
        case PROVED_EQUAL -> equal++;
        case PROVED_DIFFERENT, MISSING_CANDIDATE, MISSING_LEGACY -> different++;
        case UNDECIDABLE, NOT_COMPARABLE -> undecidable++;
        case NO_DATA -> empty++;
      }
      wrong += mistake ? 1 : 0;
    }

    int total() {
      return equal + different + undecidable + empty;
    }

    int decided() {
      return equal + different;
    }

    static String head(String title) {
      return String.format(
          Locale.ROOT,
          "%-32s %8s %8s %8s %9s %11s %8s %6s%n",
          title,
          "trials",
          "decided",
          "equal",
          "different",
          "undecidable",
          "no data",
          "wrong");
    }

    String line(String name) {
      int share = total() == 0 ? 0 : Math.round(100f * decided() / total());
      return String.format(
          Locale.ROOT,
          "%-32s %8d %7d%% %8d %9d %11d %8d %6d%n",
          name.toLowerCase(Locale.ROOT),
          total(),
          share,
          equal,
          different,
          undecidable,
          empty,
          wrong);
    }
  }
}
