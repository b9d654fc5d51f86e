package org.meshparity.proxyruntime.inproxy;

/**
 * What a proxy knows of a TCP connection while it lasts; its bytes are counted by {@link
 * TcpRecorder}.
 */
public interface TcpFacts extends StreamFacts {

  /**
   * Whether the other proxy may still introduce itself: the exchange was agreed on and is not over.
   * Nothing is recorded of the connection until it has, or cannot any more.
   */
  boolean awaitsPeer();
}
