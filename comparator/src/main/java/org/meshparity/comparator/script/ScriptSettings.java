package org.meshparity.comparator.script;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.script.ScriptTarget.Span;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;

/**
 * How a script's samples are compared; the words are those of {@code check}.
 *
 * @param window what is compared, in the script's time
 * @param lasts the script's end
 * @param stopKnown in drained mode, whether the window's end is known to be when the load stopped
 */
record ScriptSettings(
    Pack pack,
    Span window,
    Duration lasts,
    BigDecimal tolerance,
    Mode mode,
    boolean stopKnown,
    Duration clocksApart,
    GatePolicy gate,
    Side legacy,
    Side candidate) {

  /** One side. */
  record Side(LabelMatchers selector, Duration interval, Duration offset, Trouble trouble) {

    private SideSettings on(SampleSource source) {
      return new SideSettings(trouble.of(source), selector, interval, offset);
    }
  }

  /** For a source that holds the script's samples. */
  ComparisonSettings on(SampleSource source) {
    return new ComparisonSettings(
        pack.name(),
        pack,
        legacy.on(source),
        candidate.on(source),
        window.until().minus(window.from()),
        tolerance,
        clocksApart,
        gate,
        mode);
  }

  /** At the window, if the script's zero was at a moment. */
  Look look(Instant zero) {
    return new Look(zero.plus(window.from()), zero.plus(window.until()), stopKnown, 0);
  }
}
