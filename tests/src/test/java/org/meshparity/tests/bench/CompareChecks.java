package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Whole checks: beside curl, and in small heaps. */
final class CompareChecks {

  private static final double GOAL_CURL = 1.1;

  /** A check that does not come to parity measures nothing; one whose heap is too small does. */
  private static final int OUT_OF_MEMORY = 70;

  private final PrintWriter progress;

  CompareChecks(PrintWriter progress) {
    this.progress = progress;
  }

  /** A mesh; series of a side are its groups times its processes times what each shows. */
  private record Size(
      int groups, int candidatePods, int heap, StubGroups.Shape shape, boolean restarted) {
    long legacy() {
      return (long) groups * shape.series();
    }

    long candidate() {
      return (long) groups * candidatePods * shape.series();
    }

    static Size of(long legacySeries, int candidatePods, int heap) {
      return of(legacySeries, candidatePods, heap, StubGroups.Shape.HISTOGRAMS);
    }

    static Size of(long legacySeries, int candidatePods, int heap, StubGroups.Shape shape) {
      return new Size((int) (legacySeries / shape.series()), candidatePods, heap, shape, false);
    }

    /** The same where all processes of the candidate restarted. */
    Size andRestarted() {
      return new Size(groups, candidatePods, heap, shape, true);
    }

    CheckOfStub start() throws IOException, InterruptedException {
      return CheckOfStub.start(groups, 1, candidatePods, shape, restarted);
    }

    String label() {
      return String.format("%,d + %,d series, %,d groups", legacy(), candidate(), groups)
          + (restarted ? ", restarted" : "");
    }
  }

  /** The whole check beside curl: rounds of both, one after the other. */
  String besideCurl(int groups, int rounds) throws IOException, InterruptedException {
    List<Double> ratios = new ArrayList<>();
    Table table = new Table("whole check", "check s", "curl s", "x curl", "requests");
    Size size = new Size(groups, 5, 1500, StubGroups.Shape.HISTOGRAMS, false);
    try (CheckOfStub stub = size.start()) {
      for (int round = 1; round <= rounds; round++) {
        progress.printf("check beside curl, round %d of %d%n", round, rounds);
        CheckOfStub.Ran ran = ran(stub, size);
        double curl = stub.curl(ran.forms());
        ratios.add(ran.seconds() / curl);
        table.row(
            size.label(),
            Spread.number(ran.seconds()),
            Spread.number(curl),
            "x" + Spread.number(ran.seconds() / curl),
            String.valueOf(ran.forms().size()));
      }
    }
    double median = Spread.of(ratios).median();
    return table
        + "\n"
        + CompareReport.goal("a whole check at most x1.1 of curl", median <= GOAL_CURL)
        + "x"
        + Spread.number(median)
        + "\n";
  }

  /** Ever larger meshes in the heap that each must do with. */
  String memory(boolean quick) throws IOException, InterruptedException {
    List<Size> sizes = new ArrayList<>(List.of(Size.of(25_000, 5, 256), Size.of(50_000, 5, 256)));
    sizes.add(Size.of(100_000, 5, 256));
    sizes.add(Size.of(100_000, 5, 256, StubGroups.Shape.COUNTERS));
    if (!quick) {
      sizes.add(Size.of(100_000, 5, 256).andRestarted());
      sizes.addAll(List.of(Size.of(500_000, 4, 1500), Size.of(1_000_000, 4, 1500)));
      sizes.add(Size.of(2_000_000, 4, 1500));
      sizes.add(Size.of(500_000, 4, 1500, StubGroups.Shape.COUNTERS));
      sizes.add(Size.of(2_000_000, 4, 1500, StubGroups.Shape.COUNTERS));
    }
    Table table = new Table("memory", "heap MB", "most in use MB", "exit", "seconds", "us/series");
    for (Size size : sizes) {
      progress.printf("memory: %s%n", size.label());
      try (CheckOfStub stub = size.start()) {
        CheckOfStub.Ran ran = ran(stub, size);
        double each = ran.seconds() * 1e6 / (size.legacy() + size.candidate());
        table.row(
            size.label(),
            String.valueOf(size.heap()),
            String.valueOf(ran.megabytes()),
            String.valueOf(ran.exitCode()),
            Spread.number(ran.seconds()),
            Spread.number(each));
      }
    }
    return table.toString();
  }

  private CheckOfStub.Ran ran(CheckOfStub stub, Size size)
      throws IOException, InterruptedException {
    CheckOfStub.Ran ran = stub.run(size.heap());
    if (ran.exitCode() != 0 && ran.exitCode() != OUT_OF_MEMORY) {
      throw new IOException("the check ended with " + ran.exitCode() + ": " + stub.said());
    }
    return ran;
  }
}
