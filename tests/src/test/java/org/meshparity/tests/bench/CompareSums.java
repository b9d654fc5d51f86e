package org.meshparity.tests.bench;

import java.io.IOException;
import org.meshparity.comparator.source.FairTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The fair task with decimals of 17 digits, as a histogram's sums are, instead of counts. */
@State(Scope.Benchmark)
public class CompareSums {

  static final int SERIES = 2000;

  private final FairTask task = FairTask.ofSums(SERIES);

  @Benchmark
  public FairTask.Outcome bytesToVerdicts() throws IOException {
    return task.run();
  }
}
