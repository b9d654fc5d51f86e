package org.meshparity.web.text;

import java.time.Duration;
import org.meshparity.rules.Durations;

/** Durations that must be longer than 0, as Prometheus writes them: {@code 15s}, {@code 1h30m}. */
public final class DurationText {

  private DurationText() {}

  /**
   * Reads a duration longer than 0.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Duration parse(String what, String text) {
    Duration read;
    try {
      read = Durations.parse(text);
    } catch (IllegalArgumentException notOne) {
      throw new IllegalArgumentException(
          what + " " + notOne.getMessage() + ", was \"" + text + "\"", notOne);
    }
    if (read.isZero()) {
      throw new IllegalArgumentException(what + " must be longer than 0, was \"" + text + "\"");
    }
    return read;
  }
}
