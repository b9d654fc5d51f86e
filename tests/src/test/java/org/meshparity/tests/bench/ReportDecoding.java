package org.meshparity.tests.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One report as Mixer handles it: its bytes decoded, its metrics recorded. */
@State(Scope.Benchmark)
public class ReportDecoding {

  private final byte[] one = RecordedReport.alone();
  private final byte[] hundred = RecordedReport.times(RecordedReport.BATCH);

  @Benchmark
  public Object alone() throws Exception {
    return org.meshparity.proxyruntime.attribute.wire.ReportRequest.parseFrom(one);
  }

  @Benchmark
  @OperationsPerInvocation(RecordedReport.BATCH)
  public Object ofHundred() throws Exception {
    return org.meshparity.proxyruntime.attribute.wire.ReportRequest.parseFrom(hundred);
  }
}
