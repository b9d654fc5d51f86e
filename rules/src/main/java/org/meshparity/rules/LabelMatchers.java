package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
    private final Pattern pattern;

    /**
     * @throws IllegalArgumentException if a regular expression cannot be read
     */
    public Matcher(String label, Op op, String value) {
      this.label = label;
      this.op = op;
      this.value = value;
      boolean regex = op == Op.REGEX || op == Op.NOT_REGEX;
      this.pattern = Re2.whole(regex ? value : "");
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
        case REGEX -> pattern.matches(candidate);
        case NOT_REGEX -> !pattern.matches(candidate);
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
