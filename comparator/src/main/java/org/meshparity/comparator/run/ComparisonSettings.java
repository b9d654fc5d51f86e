package org.meshparity.comparator.run;

import java.math.BigDecimal;
import java.time.Duration;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.rules.Pack;

/**
 * A pack applied to two named populations, and by what it is judged.
 *
 * @param name what the comparison is called in reports, pages and metrics
 * @param legacy where and how the old generation is read
 * @param candidate where and how the new generation is read
 * @param window how much time is compared, ending at the run's end
 * @param tolerance relative, 0 to 1 (SEMANTICS: theta)
 * @param clockError how far the two sides' clocks may differ (SEMANTICS: sigma); zero where one
 *     server scrapes both
 * @param gate what makes a run pass
 * @param mode what the two sides have in common
 */
public record ComparisonSettings(
    String name,
    Pack pack,
    SideSettings legacy,
    SideSettings candidate,
    Duration window,
    BigDecimal tolerance,
    Duration clockError,
    GatePolicy gate,
    Mode mode) {

  /** How far two servers' clocks may differ, both kept by NTP; one server agrees with itself. */
  public static final Duration TWO_CLOCKS = Duration.ofSeconds(1);

  /** Of two sides that observe the same requests. */
  public ComparisonSettings(
      String name,
      Pack pack,
      SideSettings legacy,
      SideSettings candidate,
      Duration window,
      BigDecimal tolerance,
      Duration clockError,
      GatePolicy gate) {
    this(name, pack, legacy, candidate, window, tolerance, clockError, gate, Mode.PAIRED);
  }

  /** The same, with clocks that may differ by so much. */
  ComparisonSettings withClockError(Duration error) {
    return new ComparisonSettings(
        name, pack, legacy, candidate, window, tolerance, error, gate, mode);
  }

  /** The same over another window. */
  public ComparisonSettings over(Duration other) {
    return new ComparisonSettings(
        name, pack, legacy, candidate, other, tolerance, clockError, gate, mode);
  }

  public ComparisonSettings {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window must be longer than 0, was " + window);
    }
    if (tolerance.signum() < 0 || tolerance.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("tolerance must be 0 to 1 (0% to 100%), was " + tolerance);
    }
    if (clockError.isNegative()) {
      throw new IllegalArgumentException("clock error must be 0 or more, was " + clockError);
    }
    if (mode != Mode.UNPAIRED && !legacy.offset().equals(candidate.offset())) {
      throw new IllegalArgumentException(
          "sides that are read at different times observe different requests: mode must be"
              + " unpaired, was "
              + mode.word());
    }
  }
}
