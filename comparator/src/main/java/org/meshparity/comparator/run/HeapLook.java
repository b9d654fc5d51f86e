package org.meshparity.comparator.run;

/**
 * What this process's collectors have done so far.
 *
 * @param nanos when this was seen, by the clock of {@link System#nanoTime}
 * @param collections how many there were, of all kinds
 * @param pausedMillis how long nothing but them ran, together
 * @param full how many of them looked at the whole heap
 * @param left what the last of those left in use, as a share of the most there may be; 0 before
 */
record HeapLook(long nanos, long collections, long pausedMillis, long full, double left) {}
