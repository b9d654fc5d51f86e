package org.meshparity.comparator.run;

import java.time.Instant;

/**
 * What one run looks at.
 *
 * @param start the window's wanted start, exclusive
 * @param end the window's wanted end, inclusive
 * @param given whether somebody named the end; in drained mode it is then when the load stopped
 * @param number which look it is of several that may stop early, from 1; 0 for the only one
 */
public record Look(Instant start, Instant end, boolean given, int number) {

  public Look {
    if (number < 0) {
      throw new IllegalArgumentException("a look's number must be 0 or more, was " + number);
    }
  }
}
