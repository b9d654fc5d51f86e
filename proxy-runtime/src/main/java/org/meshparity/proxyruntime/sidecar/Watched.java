package org.meshparity.proxyruntime.sidecar;

/** Something that must not last for ever. */
interface Watched {

  /**
   * Ends what has lasted too long. Called on its own loop.
   *
   * @param now in {@link System#nanoTime}
   */
  void check(long now);
}
