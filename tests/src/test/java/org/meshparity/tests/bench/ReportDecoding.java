package org.meshparity.tests.bench;

import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.mixer.PodDirectory;
import org.meshparity.proxyruntime.mixer.Receipt;
import org.meshparity.proxyruntime.mixer.ReportIntake;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One report as Mixer handles it: its bytes decoded, its metrics recorded. */
@State(Scope.Benchmark)
public class ReportDecoding {

  private static final int MOST_ROWS = 100_000;

  private final byte[] one = RecordedReport.alone();
  private final byte[] hundred = RecordedReport.times(RecordedReport.BATCH);
  private final ReportIntake intake =
      new ReportIntake(
          MixerConfiguration.of(IstioRelease.V1_4),
          PodDirectory.none(),
          MOST_ROWS,
          System::nanoTime);

  /** A Mixer that took nothing would be fast. */
  @Setup
  public void requireThatReportsAreTaken() {
    require(intake.take(one), 1);
    require(intake.take(hundred), RecordedReport.BATCH);
  }

  private static void require(Receipt receipt, int bags) {
    if (receipt.outcome() != Receipt.Outcome.TAKEN || receipt.bags() != bags) {
      throw new IllegalStateException("Mixer must take " + bags + " reports, did " + receipt);
    }
  }

  @Benchmark
  public Receipt alone() {
    return intake.take(one);
  }

  @Benchmark
  @OperationsPerInvocation(RecordedReport.BATCH)
  public Receipt ofHundred() {
    return intake.take(hundred);
  }
}
