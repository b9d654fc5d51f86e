package org.meshparity.tests.bench;

import java.io.IOException;
import org.meshparity.comparator.source.FairTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The fair task on one core: both sides' answers as bytes, every series judged. */
@State(Scope.Benchmark)
public class CompareVerdicts {

  @Param({"2000", "10000"})
  public int series;

  @Param({"0", "0.05"})
  public double differing;

  private FairTask task = new FairTask(1, 0);

  @Setup
  public void make() {
    task = new FairTask(series, differing);
  }

  @Benchmark
  public FairTask.Outcome bytesToVerdicts() throws IOException {
    return task.run();
  }

  @Benchmark
  public long bytesToSamples() throws IOException {
    return task.parse();
  }
}
