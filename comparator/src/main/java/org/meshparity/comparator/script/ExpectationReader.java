package org.meshparity.comparator.script;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.script.Block.Line;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.LabelMatchers;

/** Reads {@code expect GAPS, exit 1} and what is indented under it. */
final class ExpectationReader {

  private static final Pattern HEAD = Pattern.compile("([A-Z_]+), exit ([0-9]{1,3})");
  private static final Pattern CHECK =
      Pattern.compile(
          "(\\S+) (presence|increase|bucket|threshold|mean|quantile|distribution)"
              + "(?: ([0-9.]+))?(?:\\s*(\\{.*\\}))?\\s+([A-Z_]+)"
              + "(?:, (at least ([0-9]+(?:\\.[0-9]+)?)( .*)?))?");
  private static final String ALLOWED =
      "must be about a check, like: requests increase {app=\"a\"} PROVED_DIFFERENT, at least 18"
          + " requests less; or begin with reason, warning, cause, others";

  private final ScriptReader script;
  private final Block block;
  private final List<Demand<Report>> demands = new ArrayList<>();
  private final List<ExpectedCheck> checks = new ArrayList<>();
  private Set<Verdict> others = EnumSet.noneOf(Verdict.class);

  ExpectationReader(ScriptReader script, Block block) {
    this.script = script;
    this.block = block;
    for (Verdict verdict : Verdict.values()) {
      if (!verdict.isGap()) {
        others.add(verdict);
      }
    }
  }

  Optional<Expectation> read() {
    script.read(block.head(), this::head);
    List<Line> body = block.body();
    int margin = body.isEmpty() ? 0 : body.get(0).indent();
    for (int i = 0; i < body.size(); ) {
      int end = i + 1;
      while (end < body.size() && body.get(end).indent() > margin) {
        end++;
      }
      List<Line> part = body.subList(i, end);
      script.read(part.get(0), () -> part(part));
      i = end;
    }
    return Optional.of(new Expectation(demands, checks, others));
  }

  private boolean head() {
    var head = HEAD.matcher(block.head().rest());
    if (!head.matches()) {
      throw new IllegalArgumentException(
          "must be an outcome and an exit code, like: expect GAPS, exit 1");
    }
    Outcome outcome = word(Outcome.class, head.group(1));
    int exit = Integer.parseInt(head.group(2));
    demands.add(
        new Demand<>(
            block.head().number(),
            block.head().rest(),
            report -> report.outcome() == outcome && report.decision().exitCode() == exit,
            Got::outcome));
    return true;
  }

  private boolean part(List<Line> lines) {
    Line first = lines.get(0);
    Function<Report, List<String>> texts = ReportTexts.of(first.word());
    if (texts != null) {
      about(first, texts);
    } else if (first.word().equals("others")) {
      others = verdicts(first.rest());
    } else {
      check(first, lines.subList(1, lines.size()));
      return true;
    }
    if (lines.size() > 1) {
      throw new IllegalArgumentException("nothing may be indented under " + first.word());
    }
    return true;
  }

  private void about(Line line, Function<Report, List<String>> texts) {
    String wanted = line.rest();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(line.word() + " needs some words of it");
    }
    demands.add(
        new Demand<>(
            line.number(),
            line.text(),
            report -> texts.apply(report).stream().anyMatch(text -> text.contains(wanted)),
            report -> {
              List<String> came = texts.apply(report);
              return came.isEmpty() ? "no " + line.word() : String.join("\n", came);
            }));
  }

  private static Set<Verdict> verdicts(String text) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (String word : text.split(",\\s*|\\s+or\\s+", -1)) {
      verdicts.add(word(Verdict.class, word));
    }
    return verdicts;
  }

  private void check(Line line, List<Line> details) {
    var parts = CHECK.matcher(line.text());
    if (!parts.matches()) {
      throw new IllegalArgumentException(ALLOWED);
    }
    List<Demand<Found>> wanted = new ArrayList<>();
    Verdict verdict = word(Verdict.class, parts.group(5));
    String least = parts.group(7);
    BigDecimal atLeast = least == null ? null : new BigDecimal(least);
    String words = parts.group(8) == null ? "" : parts.group(6);
    wanted.add(
        new Demand<>(
            line.number(),
            line.text().substring(parts.start(5)),
            found ->
                found.check().verdict() == verdict
                    && (atLeast == null || Got.atLeast(found.check(), atLeast))
                    && found.check().because().contains(words),
            found -> Got.verdict(found.check()) + ": " + found.check().because()));
    for (Line detail : details) {
      script.read(detail, () -> CheckDetails.read(detail)).ifPresent(wanted::add);
    }
    checks.add(
        new ExpectedCheck(
            line.number(),
            line.text(),
            parts.group(1),
            word(Claim.class, parts.group(2).toUpperCase(Locale.ROOT)),
            parts.group(3) == null ? null : new BigDecimal(parts.group(3)),
            parts.group(4) == null ? LabelMatchers.ALL : LabelMatchers.parse(parts.group(4)),
            wanted));
  }

  private static <E extends Enum<E>> E word(Class<E> words, String text) {
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(text)) {
        return word;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + List.of(words.getEnumConstants()) + ", was \"" + text + '"');
  }
}
