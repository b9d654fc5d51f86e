package org.meshparity.comparator.script;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Interval;
import org.meshparity.comparator.script.Block.Line;
import org.meshparity.rules.Durations;

/** Reads a line that is indented under an expected check. */
final class CheckDetails {

  private static final Pattern INTERVAL =
      Pattern.compile("(-?[0-9.]+)(?: to (-?[0-9.]+)| (or more))?");

  private CheckDetails() {}

  static Demand<Found> read(Line line) {
    return switch (line.word()) {
      case "legacy" -> interval(line, Check::legacy);
      case "candidate" -> interval(line, Check::candidate);
      case "because" -> text(line, Check::because);
      case "remedy" -> text(line, Check::remedy);
      case "cause" -> text(line, Check::cause);
      case "since" -> since(line);
      case "explained-by" -> text(line, Check::explainedBy);
      case "basis" -> text(line, Check::basis);
      case "unit" -> text(line, Check::unit);
      default ->
          throw new IllegalArgumentException(
              "under a check stand legacy, candidate, because, since, remedy, cause,"
                  + " explained-by, basis or unit, not \""
                  + line.word()
                  + '"');
    };
  }

  /** Some words of it, or "none". */
  private static Demand<Found> text(Line line, Function<Check, @Nullable String> of) {
    String wanted = line.rest();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(line.word() + " needs some words of it, or none");
    }
    return new Demand<>(
        line.number(),
        line.text(),
        found -> {
          String text = of.apply(found.check());
          return text == null ? wanted.equals("none") : text.contains(wanted);
        },
        found -> line.word() + " " + Optional.ofNullable(of.apply(found.check())).orElse("none"));
  }

  /** By when a gap had opened, in the script's time. */
  private static Demand<Found> since(Line line) {
    Optional<Duration> wanted =
        line.rest().equals("none") ? Optional.empty() : Optional.of(Durations.parse(line.rest()));
    return new Demand<>(
        line.number(),
        line.text(),
        found -> found.since().equals(wanted),
        found -> "since " + found.since().map(Got::time).orElse("none"));
  }

  private static Demand<Found> interval(Line line, Function<Check, @Nullable Interval> of) {
    var parts = INTERVAL.matcher(line.rest());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          line.word() + " must be like 100, 100 to 120, or 100 or more");
    }
    BigDecimal lower = new BigDecimal(parts.group(1));
    boolean open = parts.group(3) != null;
    BigDecimal upper = parts.group(2) == null ? lower : new BigDecimal(parts.group(2));
    return new Demand<>(
        line.number(),
        line.text(),
        found -> {
          Interval interval = of.apply(found.check());
          return interval != null
              && Got.as(interval.lower(), lower)
              && (open ? interval.upper() == null : Got.as(interval.upper(), upper));
        },
        found -> line.word() + " " + Got.interval(of.apply(found.check())));
  }
}
