package org.meshparity.tests.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What this machine can do with bytes on one core, beside which all else is to be read. */
@State(Scope.Benchmark)
public class CompareLimits {

  static final int BYTES = 64_000_000;

  private final byte[] bytes = new byte[BYTES];
  private final byte[] copy = new byte[BYTES];

  public CompareLimits() {
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = (byte) ('0' + i % 10);
    }
  }

  /** A look at every byte, one after another. */
  @Benchmark
  public int sum() {
    int sum = 0;
    for (byte one : bytes) {
      sum += one;
    }
    return sum;
  }

  /** Memory bandwidth: read and written. */
  @Benchmark
  public byte[] copy() {
    System.arraycopy(bytes, 0, copy, 0, BYTES);
    return copy;
  }
}
