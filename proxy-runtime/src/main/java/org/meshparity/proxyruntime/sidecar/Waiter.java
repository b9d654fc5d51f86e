package org.meshparity.proxyruntime.sidecar;

/** A request that needs a line to its endpoint. Exactly one of the two is called, once. */
interface Waiter {

  /** There is one. */
  void connected(Line line);

  /** There is none. */
  void refused(Failure failure);
}
