package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meshparity.proxyruntime.sidecar.tcp.TcpConnection;
import org.meshparity.proxyruntime.sidecar.tcp.TcpFilter;

/** Knows when the last connection is over and every filter before it has heard so. */
final class ConnectionsUnderWay implements TcpFilter.Factory {

  private static final int MOST = 60_000; // a phaser takes 65,535 parties

  private final Phaser underWay = new Phaser(1);

  @Override
  public TcpFilter start(TcpConnection connection) {
    if (underWay.getRegisteredParties() > MOST) {
      return TcpFilter.NONE;
    }
    underWay.register();
    return new TcpFilter() {
      @Override
      public void closed() {
        underWay.arriveAndDeregister();
      }
    };
  }

  /** Waits so long at most. */
  void awaitEnd(Duration atMost) {
    try {
      underWay.awaitAdvanceInterruptibly(
          underWay.arrive(), atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // what is still under way then is told by nobody
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
