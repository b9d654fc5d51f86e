package org.meshparity.proxyruntime.sidecar;

/** Tells a caller's connection to end with what is under way on it. */
enum Drain {
  NOW
}
