package org.meshparity.comparator.script;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meshparity.comparator.script.Block.Line;
import org.meshparity.comparator.script.ScriptTarget.Shown;
import org.meshparity.comparator.script.ScriptTarget.Span;
import org.meshparity.rules.Durations;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;

/**
 * Reads one target: {@code legacy {instance="a:1"} every 15s from 7s to 30m} and, indented, when it
 * fails, how slow it is, and its series.
 */
final class TargetReader {

  private static final Pattern HEAD =
      Pattern.compile(
          "(?:(\\{.*\\})\\s*)?every ([0-9a-z]+)(?: from ([0-9a-z]+))?(?: to ([0-9a-z]+))?");
  private static final Pattern SERIES =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*\\})?\\s+([^{}\"]+)");
  private static final int MOST_SCRAPES = 100_000;
  private static final Duration DEFAULT_SCRAPE = Duration.ofMillis(10);

  private final ScriptReader script;
  private final ScriptSettings settings;
  private final Block block;
  private final int number;
  private final List<Span> failing = new ArrayList<>();
  private final List<Span> unscraped = new ArrayList<>();
  private final List<Shown> series = new ArrayList<>();
  private Duration takes = DEFAULT_SCRAPE;

  /**
   * @param number which target of the script it is, from 1
   */
  TargetReader(ScriptReader script, ScriptSettings settings, Block block, int number) {
    this.script = script;
    this.settings = settings;
    this.block = block;
    this.number = number;
  }

  List<ScriptSamples> read() {
    var head = HEAD.matcher(block.head().rest());
    if (!head.matches()) {
      script.fault(
          block.head().number(),
          "a target must be written like "
              + block.head().word()
              + " {instance=\"a:1\"} every 15s from 7s to 40m; the labels, from and to may be left"
              + " out");
      return List.of();
    }
    return script
        .read(
            block.head(), () -> target(head.group(1), head.group(2), head.group(3), head.group(4)))
        .map(ScriptTarget::samples)
        .orElse(List.of());
  }

  private ScriptTarget target(String labels, String every, String from, String to) {
    Map<String, String> all = labels(labels == null ? "" : labels);
    Duration interval = Durations.positive("what follows every", every);
    Duration first = from == null ? Duration.ZERO : Durations.parse(from);
    Duration end = to == null ? settings.lasts() : Durations.parse(to);
    if (end.compareTo(first) < 0 || end.compareTo(settings.lasts()) > 0) {
      throw new IllegalArgumentException(
          "a target must be scraped between 0 and the script's end, "
              + text(settings.lasts())
              + "; \"lasts\" makes that later");
    }
    long scrapes = end.minus(first).toMillis() / interval.toMillis() + 1;
    if (scrapes > MOST_SCRAPES) {
      throw new IllegalArgumentException("a target is scraped at most " + MOST_SCRAPES + " times");
    }
    block.body().forEach(line -> script.read(line, () -> line(line, interval, (int) scrapes)));
    boolean removed = to != null && end.compareTo(settings.lasts()) < 0;
    return new ScriptTarget(
        all, interval, first, (int) scrapes, removed, takes, failing, unscraped, series);
  }

  private boolean line(Line line, Duration interval, int scrapes) {
    switch (line.word()) {
      case "fails" -> failing.add(OptionReader.span(line.rest()));
      case "unscraped" -> unscraped.add(OptionReader.span(line.rest()));
      case "takes" -> takes = Durations.positive("takes", line.rest());
      default -> series(line, interval, scrapes);
    }
    return true;
  }

  private void series(Line line, Duration interval, int scrapes) {
    var parts = SERIES.matcher(line.text());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a line under a target must be \"fails 20m to 25m\", \"unscraped 20m to 25m\","
              + " \"takes 100ms\", or a series like requests_total{app=\"a\"} 0x15m +10x25m stays");
    }
    Map<String, String> own = ScriptReader.labels(parts.group(2) == null ? "" : parts.group(2));
    double[] values = SeriesNotation.read(parts.group(3), interval, scrapes);
    String name = parts.group(1);
    if (series.stream().anyMatch(one -> one.name().equals(name) && one.labels().equals(own))) {
      throw new IllegalArgumentException(name + own + " stands there twice");
    }
    series.add(new Shown(name, own, Arrays.stream(values).boxed().toList()));
  }

  /** What a side's selector asks for is given, so that a script need not say it. */
  private Map<String, String> labels(String written) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("instance", block.head().word() + "-" + number);
    for (LabelMatchers selector : selectors()) {
      for (Matcher matcher : selector.matchers()) {
        if (matcher.op() == Op.EQUAL) {
          labels.put(matcher.label(), matcher.value());
        }
      }
    }
    labels.putAll(ScriptReader.labels(written));
    labels.values().removeIf(String::isEmpty);
    for (LabelMatchers selector : selectors()) {
      if (!selector.matches(label -> labels.getOrDefault(label, ""))) {
        throw new IllegalArgumentException(
            "no target of the " + block.head().word() + " side: its labels must fit " + selector);
      }
    }
    return labels;
  }

  private List<LabelMatchers> selectors() {
    return switch (block.head().word()) {
      case "legacy" -> List.of(settings.legacy().selector());
      case "candidate" -> List.of(settings.candidate().selector());
      default -> List.of(settings.legacy().selector(), settings.candidate().selector());
    };
  }

  private static String text(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
