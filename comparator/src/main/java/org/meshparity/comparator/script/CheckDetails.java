package org.meshparity.comparator.script;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.Report.Interval;
import org.meshparity.comparator.script.Block.Line;

/** Reads a line that is indented under an expected check. */
final class CheckDetails {

  private static final Pattern INTERVAL =
      Pattern.compile("(-?[0-9.]+)(?: to (-?[0-9.]+)| (or more))?");

  private CheckDetails() {}

  static Demand<Check> read(Line line) {
    return switch (line.word()) {
      case "legacy" -> interval(line, Check::legacy);
      case "candidate" -> interval(line, Check::candidate);
      case "because" -> text(line, Check::because);
      case "remedy" -> text(line, Check::remedy);
      case "cause" -> text(line, Check::cause);
      case "explained-by" -> text(line, Check::explainedBy);
      case "basis" -> text(line, Check::basis);
      default ->
          throw new IllegalArgumentException(
              "under a check stand legacy, candidate, because, remedy, cause, explained-by or"
                  + " basis, not \""
                  + line.word()
                  + '"');
    };
  }

  /** Some words of it, or "none". */
  private static Demand<Check> text(Line line, Function<Check, @Nullable String> of) {
    String wanted = line.rest();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(line.word() + " needs some words of it, or none");
    }
    return new Demand<>(
        line.number(),
        line.text(),
        check -> {
          String text = of.apply(check);
          return text == null ? wanted.equals("none") : text.contains(wanted);
        },
        check -> line.word() + " " + Optional.ofNullable(of.apply(check)).orElse("none"));
  }

  private static Demand<Check> interval(Line line, Function<Check, @Nullable Interval> of) {
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
        check -> {
          Interval interval = of.apply(check);
          return interval != null
              && Got.as(interval.lower(), lower)
              && (open ? interval.upper() == null : Got.as(interval.upper(), upper));
        },
        check -> line.word() + " " + Got.interval(of.apply(check)));
  }
}
