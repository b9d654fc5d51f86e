package org.meshparity.comparator.script;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.GatePolicy.FailOn;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.script.Block.Line;
import org.meshparity.comparator.script.ScriptTarget.Span;
import org.meshparity.rules.Durations;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.PackFault;
import org.meshparity.rules.PackFaults;
import org.meshparity.rules.Packs;
import org.meshparity.rules.SideRules;

/** Reads the lines of a script that say how its samples are compared. */
final class OptionReader {

  private static final List<String> WORDS =
      List.of(
          "pack",
          "window",
          "lasts",
          "tolerance",
          "mode",
          "stop",
          "clocks-apart",
          "fail-on",
          "max-undecided",
          "min-coverage",
          "legacy-selector",
          "candidate-selector",
          "legacy-scrape-interval",
          "candidate-scrape-interval",
          "legacy-offset",
          "candidate-offset",
          "legacy-warns",
          "candidate-warns",
          "legacy-refuses",
          "candidate-refuses");
  private static final Duration BEHIND_THE_WINDOW = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(2);

  private final ScriptReader script;
  private final Path file;
  private final Map<String, Block> lines = new LinkedHashMap<>();

  OptionReader(ScriptReader script, Path file) {
    this.script = script;
    this.file = file;
  }

  void add(Block block) {
    Line head = block.head();
    if (!WORDS.contains(head.word())) {
      script.fault(
          head.number(),
          "a line must begin with legacy, candidate, both, expect or one of "
              + String.join(", ", WORDS)
              + ", not with \""
              + head.word()
              + '"');
      return;
    }
    if (!head.word().equals("pack") && !block.body().isEmpty()) {
      script.fault(block.body().get(0).number(), "nothing may be indented under " + head.word());
    }
    if (lines.putIfAbsent(head.word(), block) != null) {
      script.fault(head.number(), head.word() + " stands there twice");
    }
  }

  /** All of them together; nothing, and at least one fault, if a pack or the window is missing. */
  Optional<ScriptSettings> settings() {
    Optional<Pack> pack = pack();
    Optional<Span> window = window();
    if (pack.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    Mode mode =
        get("mode", text -> Mode.parse("mode", text), moved() ? Mode.UNPAIRED : Mode.PAIRED);
    Duration lasts =
        get("lasts", text -> positive("lasts", text), window.get().until().plus(BEHIND_THE_WINDOW));
    if (lasts.compareTo(LONGEST) > 0) {
      script.fault(number("lasts"), "a script lasts at most two days");
      return Optional.empty();
    }
    return Optional.of(
        new ScriptSettings(
            pack.get(),
            window.get(),
            lasts,
            share("tolerance", "1%"),
            mode,
            mode == Mode.DRAINED && stopKnown(),
            get("clocks-apart", Durations::parse, Duration.ZERO),
            new GatePolicy(
                get("fail-on", OptionReader::failOn, GatePolicy.DEFAULT.failOn()),
                share("max-undecided", "5%"),
                share("min-coverage", "95%")),
            side("legacy", pack.get().legacy()),
            side("candidate", pack.get().candidate())));
  }

  private boolean moved() {
    return lines.containsKey("legacy-offset") || lines.containsKey("candidate-offset");
  }

  private boolean stopKnown() {
    return !get(
        "stop",
        text -> {
          if (!text.equals("unknown")) {
            throw new IllegalArgumentException(
                "stop must be \"unknown\"; where it is known, it is the window's end");
          }
          return true;
        },
        false);
  }

  private ScriptSettings.Side side(String word, SideRules rules) {
    return new ScriptSettings.Side(
        get(word + "-selector", LabelMatchers::parseTargets, rules.selector()),
        get(
            word + "-scrape-interval",
            text -> positive("scrape interval", text),
            rules.scrapeInterval()),
        get(word + "-offset", text -> positive("offset", text), Duration.ZERO),
        new Trouble(said(word + "-warns"), said(word + "-refuses")));
  }

  private @Nullable String said(String word) {
    Block block = lines.get(word);
    return block == null ? null : block.head().rest();
  }

  private Optional<Span> window() {
    Block block = lines.get("window");
    if (block == null) {
      script.fault(0, "a script needs a line like \"window 15m to 40m\"");
      return Optional.empty();
    }
    return script.read(block.head(), () -> span(block.head().rest()));
  }

  /** {@code 15m to 40m}. */
  static Span span(String text) {
    String[] ends = text.split(" to ", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException("must be two times like 15m to 40m, was \"" + text + '"');
    }
    Span span = new Span(Durations.parse(ends[0].strip()), Durations.parse(ends[1].strip()));
    if (span.from().compareTo(span.until()) >= 0) {
      throw new IllegalArgumentException("must end after it begins, was \"" + text + '"');
    }
    return span;
  }

  private Optional<Pack> pack() {
    Block block = lines.get("pack");
    if (block == null) {
      script.fault(
          0, "a script needs a line \"pack NAME\", \"pack FILE\" or a pack under \"pack\"");
      return Optional.empty();
    }
    String name = block.head().rest();
    try {
      return Optional.of(name.isEmpty() ? inline(block) : Packs.resolve(place(name)));
    } catch (PackFaults faults) {
      for (PackFault fault : faults.faults()) {
        boolean here = name.isEmpty() && fault.line() > 0;
        script.fault(
            here ? fault.line() : block.head().number(), here ? fault.message() : fault.toString());
      }
      return Optional.empty();
    }
  }

  /** Lines keep their numbers, so that faults have the script's. */
  private Pack inline(Block block) {
    String yaml = "\n".repeat(block.head().number()) + String.join("\n", block.raw()) + "\n";
    return Packs.parse(file.toString(), yaml);
  }

  /** A file beside the script comes before a built-in name. */
  private String place(String name) {
    try {
      Path beside = file.resolveSibling(name.replaceFirst("@[^@/]*$", ""));
      return Files.isRegularFile(beside) ? file.resolveSibling(name).toString() : name;
    } catch (InvalidPathException e) {
      return name; // then it is no file either; the refusal says what there is
    }
  }

  private BigDecimal share(String word, String otherwise) {
    return get(word, text -> Shares.parse(word, text), Shares.parse(word, otherwise));
  }

  private <T> T get(String word, Function<String, T> read, T otherwise) {
    Block block = lines.get(word);
    return block == null
        ? otherwise
        : script.read(block.head(), () -> read.apply(block.head().rest())).orElse(otherwise);
  }

  private int number(String word) {
    Block block = lines.get(word);
    return block == null ? 0 : block.head().number();
  }

  private static Duration positive(String what, String text) {
    return Durations.positive(what, text);
  }

  private static Set<FailOn> failOn(String text) {
    Set<FailOn> kinds = EnumSet.noneOf(FailOn.class);
    for (String word : text.split(",", -1)) {
      kinds.add(
          Arrays.stream(FailOn.values())
              .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "fail-on must be different, missing or undecided, was \"" + word + '"')));
    }
    return kinds;
  }
}
