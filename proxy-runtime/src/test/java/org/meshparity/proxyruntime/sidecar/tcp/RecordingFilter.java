package org.meshparity.proxyruntime.sidecar.tcp;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what the connections of one proxy were. */
final class RecordingFilter implements TcpFilter.Factory {

  final List<TcpConnection> opened = new CopyOnWriteArrayList<>();
  final BlockingQueue<TcpConnection> closed = new LinkedBlockingQueue<>();
  final AtomicLong received = new AtomicLong();
  final AtomicLong sent = new AtomicLong();

  @Override
  public TcpFilter start(TcpConnection connection) {
    opened.add(connection);
    return new TcpFilter() {
      @Override
      public void received(long bytes) {
        received.addAndGet(bytes);
      }

      @Override
      public void sent(long bytes) {
        sent.addAndGet(bytes);
      }

      @Override
      public void closed() {
        closed.add(connection);
      }
    };
  }
}
