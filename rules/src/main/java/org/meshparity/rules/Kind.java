package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.meshparity.rules.SeriesRules.Fraction;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * How one kind of single value is written in a pack.
 *
 * @param <T> what it is read as
 */
@FunctionalInterface
interface Kind<T> {

  /** Names of metrics, known differences, causes and packs. */
  Kind<String> ID = matching("[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower case words joined by dashes");

  /** A metric name of Prometheus. */
  Kind<String> SERIES = matching(PromqlName.ALLOWED, "a Prometheus metric name");

  /** Any label name. */
  Kind<String> LABEL_NAME = matching(PromqlName.ALLOWED, "a label name");

  /** A label name that a target may have; double underscores are Prometheus' own. */
  Kind<String> LABEL = Kind::label;

  /** One or more words. */
  Kind<String> TEXT = Kind::text;

  /** Any characters, also none. */
  Kind<String> VALUE = Kind::string;

  /** Three numbers. */
  Kind<String> VERSION = matching("[0-9]+\\.[0-9]+\\.[0-9]+", "three numbers like 1.0.0");

  /** A unit as reports print it. */
  Kind<String> UNIT = matching("[a-z][a-z/]*", "a lower case plural like milliseconds");

  /** A web address. */
  Kind<String> URL = matching("https?://[^\\s]+", "an address that starts with https://");

  /** A day that exists. */
  Kind<String> DATE = Kind::date;

  /** Any finite number. */
  Kind<BigDecimal> NUMBER = Kind::number;

  /** More than 0. */
  Kind<BigDecimal> POSITIVE = node -> Numbers.positive(number(node));

  /** A bucket's bound, which is a key and therefore may be quoted. */
  Kind<BigDecimal> BOUND = node -> Numbers.plain(node.getValue());

  /** The same, more than 0. */
  Kind<BigDecimal> POSITIVE_BOUND = node -> Numbers.positive(Numbers.plain(node.getValue()));

  /** 0 or more. */
  Kind<BigDecimal> NOT_NEGATIVE = node -> Numbers.notNegative(number(node));

  /** A whole number of things, 1 or more. */
  Kind<Long> COUNT = node -> Numbers.count(number(node));

  /** More than 0, as a share. */
  Kind<BigDecimal> PERCENT = node -> Numbers.percent(node.getValue());

  /** 0 or more. */
  Kind<Duration> DURATION = node -> Durations.parse(string(node));

  /** More than 0. */
  Kind<Duration> INTERVAL = Kind::interval;

  /** A whole number or two of them. */
  Kind<Fraction> FRACTION = node -> Numbers.fraction(node.getValue());

  /** Label matchers of targets; none at all matches everything. */
  Kind<LabelMatchers> TARGETS = node -> LabelMatchers.parseTargets(string(node));

  /** Label matchers of a series' own labels, of which there is at least one. */
  Kind<LabelMatchers> SERIES_CONDITION = node -> series(condition(node));

  /** Releases of what exposes the metrics. */
  Kind<Releases> RELEASES = node -> Releases.parse(string(node));

  /** Label matchers of which there is at least one. */
  Kind<LabelMatchers> CONDITION = Kind::condition;

  /** A regular expression for whole values. */
  Kind<Pattern> REGEX = node -> Re2.whole(text(node));

  /** The upper end of a range. */
  Kind<BigDecimal> UP_TO = node -> Numbers.upTo(node.getValue());

  /**
   * The value.
   *
   * @throws IllegalArgumentException "must be …", if the node holds anything else; a hint may
   *     follow behind a semicolon
   */
  T read(ScalarNode node);

  /** One of an enumeration's words, in lower case with dashes. */
  static <E extends Enum<E>> Kind<E> word(Class<E> words) {
    return node -> {
      for (E word : words.getEnumConstants()) {
        if (spell(word).equals(node.getValue())) {
          return word;
        }
      }
      String allowed =
          Arrays.stream(words.getEnumConstants())
              .map(Kind::spell)
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException("must be one of " + allowed);
    };
  }

  /** Label matchers of the identity's labels, of which there is at least one. */
  static Kind<LabelMatchers> about(Set<String> identity) {
    return node -> {
      LabelMatchers condition = condition(node);
      for (LabelMatchers.Matcher matcher : condition.matchers()) {
        if (!identity.isEmpty() && !identity.contains(matcher.label())) {
          throw new IllegalArgumentException(
              "must be about labels of the identity, "
                  + matcher.label()
                  + " is none"
                  + Suggestion.of(matcher.label(), identity));
        }
      }
      return condition;
    };
  }

  /** One word and no other. */
  static Kind<String> only(String word) {
    return matching(word, word);
  }

  /** One of the names that stand elsewhere in the pack; any, if there are none to choose from. */
  static Kind<String> reference(Kind<String> kind, Set<String> known, String what) {
    return node -> {
      String name = kind.read(node);
      if (!known.isEmpty() && !known.contains(name)) {
        throw new IllegalArgumentException("must be " + what + Suggestion.of(name, known));
      }
      return name;
    };
  }

  /** A name that no earlier part of the pack has; adds it to those. */
  static Kind<String> unique(Kind<String> kind, Set<String> earlier) {
    return node -> {
      String name = kind.read(node);
      if (!earlier.add(name)) {
        throw new IllegalArgumentException("must not stand twice");
      }
      return name;
    };
  }

  private static String spell(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Kind<String> matching(String expression, String what) {
    Pattern pattern = Re2.whole(expression);
    return node -> {
      String text = string(node);
      if (!pattern.matches(text)) {
        throw new IllegalArgumentException("must be " + what);
      }
      return text;
    };
  }

  /** A date counts as text: only YAML 1.1 knows it as a type, and its readers disagree. */
  private static String string(ScalarNode node) {
    boolean text = node.getTag().equals(Tag.STR) || node.getTag().equals(Tag.TIMESTAMP);
    if (node.getScalarStyle() == ScalarStyle.PLAIN && !text) {
      boolean nothing = node.getTag().equals(Tag.NULL);
      throw new IllegalArgumentException(
          nothing ? "must have a value" : "must be text, so put it in quotes");
    }
    return node.getValue();
  }

  private static String text(ScalarNode node) {
    String text = string(node);
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  private static String label(ScalarNode node) {
    String name = LABEL_NAME.read(node);
    if (name.startsWith("__") || name.equals("le")) {
      throw new IllegalArgumentException(
          "must be a label of the application, not one of Prometheus");
    }
    return name;
  }

  private static String date(ScalarNode node) {
    try {
      return LocalDate.parse(string(node)).toString();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a date like 2026-11-22", e);
    }
  }

  /** Short and with a short exponent: 1e999999999 is a number that takes a machine to print. */
  private static BigDecimal number(ScalarNode node) {
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    if (!plain) {
      throw new IllegalArgumentException("must be a number, without quotes");
    }
    return Numbers.plain(node.getValue());
  }

  private static Duration interval(ScalarNode node) {
    Duration duration = DURATION.read(node);
    if (duration.isZero()) {
      throw new IllegalArgumentException("must be more than 0s");
    }
    return duration;
  }

  private static LabelMatchers condition(ScalarNode node) {
    LabelMatchers condition = LabelMatchers.parse(string(node));
    if (condition.matchers().isEmpty()) {
      throw new IllegalArgumentException("must name at least one label: it would hold everywhere");
    }
    return condition;
  }

  private static LabelMatchers series(LabelMatchers condition) {
    for (LabelMatchers.Matcher matcher : condition.matchers()) {
      if (matcher.label().startsWith("__") || matcher.label().equals("le")) {
        throw new IllegalArgumentException(
            "must be about labels of the application, " + matcher.label() + " is Prometheus' own");
      }
    }
    return condition;
  }
}
