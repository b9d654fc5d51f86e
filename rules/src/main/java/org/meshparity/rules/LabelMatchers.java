package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of label matchers as PromQL writes it between braces, e.g. {@code
 * job="istio-mesh",cluster=~"eu-.*"}. It is parsed and printed again, never passed through, so that
 * nothing else can hide in a selector.
 *
 * @param matchers all must hold; empty matches everything
 */
public record LabelMatchers(List<Matcher> matchers) {

  /** Matches every series. */
  public static final LabelMatchers ALL = new LabelMatchers(List.of());

  private static final Set<String> NOT_OF_TARGETS = Set.of("__name__", "le", "quantile");

  public LabelMatchers {
    matchers = List.copyOf(matchers);
  }

  /**
   * Reads a list of matchers, without braces or with them.
   *
   * @throws IllegalArgumentException naming the place, if the text is anything else
   */
  public static LabelMatchers parse(String text) {
    return new LabelMatchersParser(text).parse();
  }

  /**
   * Reads a list of matchers that chooses targets: the metrics and their buckets are not its
   * business, and naming them would silently leave some out.
   *
   * @throws IllegalArgumentException as {@link #parse}, and for {@code __name__}, {@code le},
   *     {@code quantile}
   */
  public static LabelMatchers parseTargets(String text) {
    LabelMatchers targets = parse(text);
    for (Matcher matcher : targets.matchers) {
      if (NOT_OF_TARGETS.contains(matcher.label())) {
        throw new IllegalArgumentException(
            "label matchers must choose targets, " + matcher.label() + " chooses series");
      }
    }
    return targets;
  }

  /**
   * Whether the labels, looked up by name with the empty string for an absent one, satisfy all
   * matchers.
   */
  public boolean matches(UnaryOperator<String> labels) {
    for (Matcher matcher : matchers) {
      if (!matcher.matches(labels.apply(matcher.label()))) {
        return false;
      }
    }
    return true;
  }

  /** These and the others together. */
  public LabelMatchers and(LabelMatchers others) {
    List<Matcher> all = new ArrayList<>(matchers);
    all.addAll(others.matchers);
    return new LabelMatchers(all);
  }

  // Written out as what a record makes by itself is put together by reflection at its first use.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelMatchers same && matchers.equals(same.matchers);
  }

  @Override
  public int hashCode() {
    return matchers.hashCode();
  }

  /** In PromQL's form, without braces. */
  @Override
  public String toString() {
    return matchers.stream().map(Matcher::toString).collect(Collectors.joining(","));
  }

  /** How a matcher compares. */
  public enum Op {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String sign;

    Op(String sign) {
      this.sign = sign;
    }

    /** As PromQL writes it. */
    public String sign() {
      return sign;
    }
  }

  /** One matcher; regular expressions are RE2 and anchored on both ends, as in PromQL. */
  public static final class Matcher {
    private final String label;
    private final Op op;
    private final String value;
    private final Predicate<String> pattern;

    /**
     * As somebody wrote it.
     *
     * @throws IllegalArgumentException if a regular expression cannot be read
     */
    public Matcher(String label, Op op, String value) {
      this(label, op, value, isRegex(op) ? Re2.whole(value)::matches : value::equals);
    }

    private Matcher(String label, Op op, String value, Predicate<String> pattern) {
      this.label = label;
      this.op = op;
      this.value = value;
      this.pattern = pattern;
    }

    /** Any of these values, however many; the empty one matches series without the label. */
    public static Matcher oneOf(String label, Collection<String> values) {
      return new Matcher(label, Op.REGEX, alternatives(values), Set.copyOf(values)::contains);
    }

    /** Any value but these. */
    public static Matcher noneOf(String label, Collection<String> values) {
      return new Matcher(label, Op.NOT_REGEX, alternatives(values), Set.copyOf(values)::contains);
    }

    /** Whatever one of several expressions matches, each as somebody wrote it or as one value. */
    public static Matcher anyOf(String label, Collection<String> expressions) {
      List<Pattern> patterns = expressions.stream().map(Re2::whole).toList();
      return new Matcher(
          label,
          Op.REGEX,
          expressions.stream().sorted().collect(Collectors.joining("|")),
          value -> patterns.stream().anyMatch(pattern -> pattern.matches(value)));
    }

    private static String alternatives(Collection<String> values) {
      return values.stream().sorted().map(Pattern::quote).collect(Collectors.joining("|"));
    }

    private static boolean isRegex(Op op) {
      return op == Op.REGEX || op == Op.NOT_REGEX;
    }

    /** The label's name. */
    public String label() {
      return label;
    }

    /** How it compares. */
    public Op op() {
      return op;
    }

    /** What it compares with. */
    public String value() {
      return value;
    }

    /** Whether a value, empty for an absent label, satisfies this. */
    public boolean matches(String candidate) {
      return switch (op) {
        case EQUAL -> candidate.equals(value);
        case NOT_EQUAL -> !candidate.equals(value);
        case REGEX -> pattern.test(candidate);
        case NOT_REGEX -> !pattern.test(candidate);
      };
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Matcher that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    @Override
    public String toString() {
      return PromqlName.label(label) + op.sign() + PromqlString.quote(value);
    }
  }
}
