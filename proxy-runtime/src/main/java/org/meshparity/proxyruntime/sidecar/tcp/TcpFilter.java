package org.meshparity.proxyruntime.sidecar.tcp;

/** One station that a connection passes. Called on the connection's own thread; must not block. */
public interface TcpFilter {

  /** Takes no notice. */
  TcpFilter NONE = new TcpFilter() {};

  /** Bytes came from the caller, the exchange's own not among them. */
  default void received(long bytes) {}

  /** Bytes went to the caller. */
  default void sent(long bytes) {}

  /** The connection is over; called once. */
  default void closed() {}

  /** Makes the filter of one connection, when it has been accepted. */
  @FunctionalInterface
  interface Factory {

    /** The filter for this connection. */
    TcpFilter start(TcpConnection connection);
  }
}
