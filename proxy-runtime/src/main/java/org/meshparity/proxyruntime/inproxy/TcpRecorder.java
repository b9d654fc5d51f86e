package org.meshparity.proxyruntime.inproxy;

/**
 * Counts one TCP connection and tells it to the metrics bit by bit.
 *
 * <p>The proxy calls {@link #report()} every {@link InProxyStats#tcpReportingDuration} and {@link
 * #closed()} at the end. What was counted before the peer is known waits for it. Lives on the
 * thread of its connection.
 */
public final class TcpRecorder {

  private final InProxyStats stats;
  private final TcpFacts facts;
  private long received;
  private long sent;
  private long opened = 1;
  private long closed;
  private boolean over;

  TcpRecorder(InProxyStats stats, TcpFacts facts) {
    this.stats = stats;
    this.facts = facts;
  }

  /** Bytes came from downstream. */
  public void received(long bytes) {
    received += bytes;
  }

  /** Bytes were sent downstream. */
  public void sent(long bytes) {
    sent += bytes;
  }

  /**
   * Tells what was counted since the last time, unless the peer is still awaited.
   *
   * <p>A connection that failed has no peer to wait for, but before 1.5.2 it was waited for all the
   * same, and nothing was ever told of it. From then on the end of a connection ends the waiting.
   */
  public void report() {
    boolean gaveUp =
        stats.settings().release().isAtLeast(5, 2) && (over || !facts.flags().equals("-"));
    if (facts.peer() == null && facts.awaitsPeer() && !gaveUp) {
      return;
    }
    stats.record(facts, this);
    received = 0;
    sent = 0;
    opened = 0;
    closed = 0;
  }

  /** The connection is over; told at once. Only the first call counts. */
  public void closed() {
    if (over) {
      return;
    }
    over = true;
    closed = 1;
    report();
  }

  long receivedBytes() {
    return received;
  }

  long sentBytes() {
    return sent;
  }

  long openedConnections() {
    return opened;
  }

  long closedConnections() {
    return closed;
  }
}
