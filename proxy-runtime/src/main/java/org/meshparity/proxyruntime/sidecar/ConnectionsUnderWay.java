package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meshparity.proxyruntime.sidecar.tcp.TcpConnection;
import org.meshparity.proxyruntime.sidecar.tcp.TcpFilter;

/** Knows when the last connection is over and every filter before it has heard so. */
final class ConnectionsUnderWay implements TcpFilter.Factory {

  private static final int NOT_YET = -1;
  private static final int MOST = 60_000; // a phaser takes 65,535 parties

  private final Phaser underWay = new Phaser(1);
  private int awaited = NOT_YET;

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

  /**
   * Whether the last connection is over; waits so long at most, and may be asked again. What is
   * still under way when nobody asks any more is told by nobody.
   */
  synchronized boolean awaitEnd(Duration atMost) {
    if (awaited == NOT_YET) {
      awaited = underWay.arrive();
    }
    try {
      int unused =
          underWay.awaitAdvanceInterruptibly(awaited, atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
