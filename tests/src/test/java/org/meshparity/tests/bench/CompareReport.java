package org.meshparity.tests.bench;

import org.meshparity.comparator.source.FairTask;

/** The readers' table: this machine's limits, ours, and others, all of one run. */
final class CompareReport {

  private static final double GOAL_PAIRS = 10;
  private static final double GOAL_DIFFERING = 1.3;
  private static final double GOAL_PAGE = 1000;
  private static final int[] SIZES = {2000, 10000};
  private static final String VERDICTS = "CompareVerdicts.bytesToVerdicts ";
  private static final String SAMPLES = "CompareVerdicts.bytesToSamples ";

  private final CompareRun run;

  CompareReport(CompareRun run) {
    this.run = run;
  }

  private String limits() {
    return new Table("this machine, one core", "MB/s")
        .row("every byte of 64 MB added up", rate(CompareLimits.BYTES, "CompareLimits.sum"))
        .row("64 MB copied", rate(CompareLimits.BYTES, "CompareLimits.copy"))
        .toString();
  }

  private String rate(long bytes, String benchmark) {
    return Spread.number(megabytes(bytes, benchmark));
  }

  private double megabytes(long bytes, String benchmark) {
    return bytes * 1e3 / run.nanos(benchmark).median();
  }

  private String verdicts() {
    Table table =
        new Table("fair task", "M pairs/s", "range", "MB/s", "parsed only", "B/pair", "x equal");
    for (int series : SIZES) {
      for (String differing : new String[] {"0", "0.05"}) {
        String task = series + " " + differing;
        FairTask made = new FairTask(series, Double.parseDouble(differing));
        table.row(
            series + " x 61, " + (differing.equals("0") ? "equal" : "5 % of series differ"),
            Spread.number(pairs(VERDICTS, task)),
            range(task, made.pairs()),
            rate(made.bytes(), VERDICTS + task),
            Spread.number(pairs(SAMPLES, task)),
            Spread.number(run.allocated(VERDICTS + task) / made.pairs()),
            Spread.number(times(series, differing)));
      }
    }
    return table.toString();
  }

  private String sums() {
    Spread nanos = run.nanos("CompareSums.bytesToVerdicts");
    double pairs = (double) CompareSums.SERIES * FairTask.POINTS;
    return "The same of "
        + CompareSums.SERIES
        + " series of decimals with 17 digits: "
        + Spread.number(pairs * 1e3 / nanos.median())
        + " M pairs/s\n";
  }

  private double pairs(String what, String task) {
    long pairs = Long.parseLong(task.split(" ")[0]) * FairTask.POINTS;
    return pairs * 1e3 / run.nanos(what + task).median();
  }

  private String range(String task, long pairs) {
    Spread nanos = run.nanos(VERDICTS + task);
    return Spread.number(pairs * 1e3 / nanos.high())
        + ".."
        + Spread.number(pairs * 1e3 / nanos.low());
  }

  private double times(int series, String differing) {
    return run.nanos(VERDICTS + series + " " + differing).median()
        / run.nanos(VERDICTS + series + " 0").median();
  }

  private String pages() {
    Table table = new Table("16 MB of histograms as text", "MB/s", "range ms", "B/MB");
    page(table, "parsed", "parse");
    page(table, "parsed, every histogram judged", "judged");
    page(table, "the same, le before all other labels", "judgedBoundFirst");
    page(table, "  BufferedReader.readLine, nothing parsed", "lines");
    page(table, "  org.hawkular.agent prometheus-scraper 0.23.0", "library");
    return table.toString();
  }

  private void page(Table table, String label, String method) {
    String benchmark = "ComparePages." + method;
    Spread nanos = run.nanos(benchmark);
    table.row(
        label,
        rate(ComparePages.BYTES, benchmark),
        Spread.number(nanos.low() / 1e6) + ".." + Spread.number(nanos.high() / 1e6),
        Spread.number(run.allocated(benchmark) / (ComparePages.BYTES / 1e6)));
  }

  private String goals() {
    double slowest = Double.MAX_VALUE;
    double most = 0;
    for (int series : SIZES) {
      slowest = Math.min(slowest, pairs(VERDICTS, series + " 0"));
      slowest = Math.min(slowest, pairs(VERDICTS, series + " 0.05"));
      most = Math.max(most, times(series, "0.05"));
    }
    double page = megabytes(ComparePages.BYTES, "ComparePages.parse");
    return String.join(
        "\n",
        "Goals:",
        goal("10 M sample pairs/s from bytes to verdicts", slowest >= GOAL_PAIRS)
            + Spread.number(slowest)
            + " M at the slowest",
        goal("differing data at most x1.3", most <= GOAL_DIFFERING) + "x" + Spread.number(most),
        goal("exposition text 1 GB/s", page >= GOAL_PAGE) + Spread.number(page) + " MB/s");
  }

  static String goal(String what, boolean met) {
    return (met ? "  met      " : "  NOT MET  ") + what + ": ";
  }

  @Override
  public String toString() {
    return String.join("\n", limits(), verdicts(), sums(), pages(), goals());
  }
}
