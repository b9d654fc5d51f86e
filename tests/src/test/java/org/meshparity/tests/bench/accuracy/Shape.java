package org.meshparity.tests.bench.accuracy;

/** How calls come over time. */
enum Shape {
  STEADY,
  /** Each half minute has a rate of its own: mostly little, sometimes a lot. */
  BURSTS,
  /** Twice as many at the end as at the beginning. */
  RAMP,
  /** Nobody calls for a minute or so, again and again: the ends of a window find quiet moments. */
  PAUSES,
  /** Idle for longer than a Mixer remembers, and back. */
  IDLE,
  /** A handful, long nothing, and a handful more just after a Mixer forgot the first. */
  RETURNS
}
