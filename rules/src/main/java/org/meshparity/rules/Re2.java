package org.meshparity.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Compiles the regular expressions of packs and selectors: RE2, anchored on both ends as in PromQL.
 *
 * <p>RE2 matches in linear time, but it writes counted repeats out while compiling, and RE2/J has
 * no limit for nested ones: {@code ((a{1000}){1000}){1000}} would take all memory. They are limited
 * here, as Go limits them.
 */
final class Re2 {

  private static final int LONGEST = 1000;
  private static final long MOST_REPEATS = 1000;
  private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");

  private final String expression;
  private final Deque<Long> outer = new ArrayDeque<>();

  /** The largest product of nested repeats in the group that is open, and in the last atom. */
  private long inGroup = 1;

  private long inAtom = 1;

  private Re2(String expression) {
    this.expression = expression;
  }

  /**
   * The expression, to be matched against a whole value.
   *
   * @throws IllegalArgumentException if it cannot be read, or would grow too large
   */
  static Pattern whole(String expression) {
    if (expression.length() > LONGEST) {
      throw new IllegalArgumentException("must be at most " + LONGEST + " characters");
    }
    new Re2(expression).limitRepeats();
    try {
      Pattern.compile(expression); // alone first: "a)|(b" would be one between our parentheses
      return Pattern.compile("^(?s:" + expression + ")$");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("must be an RE2 expression (" + e.getMessage() + ")", e);
    }
  }

  private void limitRepeats() {
    int at = 0;
    while (at < expression.length()) {
      at = step(at);
    }
  }

  private int step(int at) {
    return switch (expression.charAt(at)) {
      case '{' -> repeat(at);
      case '(' -> open(at);
      case ')' -> close(at);
      case '[' -> atom(after("]", at + 2));
      case '\\' -> atom(escape(at + 1));
      default -> atom(at + 1);
    };
  }

  private int atom(int end) {
    inAtom = 1;
    return end;
  }

  private int open(int at) {
    outer.push(inGroup);
    inGroup = 1;
    return at + 1;
  }

  private int close(int at) {
    inAtom = inGroup;
    inGroup = Math.max(inGroup, outer.isEmpty() ? 1 : outer.pop());
    return at + 1;
  }

  private int repeat(int at) {
    var repeat = REPEAT.matcher(expression);
    if (!repeat.find(at) || repeat.start() != at) {
      return atom(at + 1);
    }
    String most = repeat.group(2);
    long least = Long.parseLong(repeat.group(1));
    inAtom *= Math.max(1, most == null || most.isEmpty() ? least : Long.parseLong(most));
    inGroup = Math.max(inGroup, inAtom);
    if (inAtom > MOST_REPEATS) {
      throw new IllegalArgumentException("must not repeat more than " + MOST_REPEATS + " times");
    }
    return repeat.end();
  }

  /** Where an escape ends whose letter is at the place: braces in it are no repeats. */
  private int escape(int at) {
    if (expression.startsWith("Q", at)) {
      return after("\\E", at);
    }
    boolean braces = at + 1 < expression.length() && expression.charAt(at + 1) == '{';
    boolean named = at < expression.length() && "xpP".indexOf(expression.charAt(at)) >= 0;
    return braces && named ? after("}", at) : at + 1;
  }

  private int after(String end, int from) {
    int found = expression.indexOf(end, from);
    return found < 0 ? expression.length() : found + end.length();
  }
}
