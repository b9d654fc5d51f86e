package org.meshparity.proxyruntime.mixer.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads an expression.
 *
 * <p>Operators bind as in Go, where {@code |} is a kind of plus: {@code a | b == c} compares the
 * first that is there of a and b.
 */
final class Parser {

  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 100;

  private static final Map<String, Integer> STRENGTHS =
      Map.ofEntries(
          Map.entry("||", 1),
          Map.entry("&&", 2),
          Map.entry("==", 3),
          Map.entry("!=", 3),
          Map.entry("<", 3),
          Map.entry("<=", 3),
          Map.entry(">", 3),
          Map.entry(">=", 3),
          Map.entry("|", 4),
          Map.entry("+", 4),
          Map.entry("-", 4),
          Map.entry("*", 5),
          Map.entry("/", 5),
          Map.entry("%", 5));

  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Syntax parse(String text) throws ExpressionFault {
    if (text.length() > LONGEST) {
      throw new ExpressionFault(0, "an expression must be at most " + LONGEST + " characters");
    }
    Parser parser = new Parser(Lexer.tokens(text));
    Syntax whole = parser.binary(1);
    Token rest = parser.peek();
    if (rest.form() != Token.Form.END) {
      throw new ExpressionFault(rest.offset(), "expected an operator, found " + rest.shown());
    }
    return whole;
  }

  private Syntax binary(int weakest) throws ExpressionFault {
    enter();
    Syntax left = unary();
    int chain = 0;
    while (true) {
      Token operator = peek();
      int strength =
          operator.form() == Token.Form.OPERATOR ? STRENGTHS.getOrDefault(operator.text(), 0) : 0;
      if (strength < weakest) {
        depth -= 1 + chain;
        return left;
      }
      at++;
      chain++;
      enter();
      Syntax right = binary(strength + 1);
      left = new Syntax.Call(operator.offset(), operator.text(), null, List.of(left, right));
    }
  }

  private Syntax unary() throws ExpressionFault {
    Token first = peek();
    if (first.is("!")) {
      throw new ExpressionFault(
          first.offset(), "Mixer has no operator \"!\"; write (...) == false");
    }
    if (first.is("-") || first.is("+")) {
      throw new ExpressionFault(first.offset(), "Mixer has no numbers with a sign");
    }
    return access(primary());
  }

  private Syntax primary() throws ExpressionFault {
    Token token = peek();
    at++;
    if (token.is("(")) {
      Syntax inner = binary(1);
      expect(")");
      return inner;
    }
    return switch (token.form()) {
      case STRING -> string(token);
      case INT -> whole(token);
      case DOUBLE -> real(token);
      case NAME -> name(token);
      default ->
          throw new ExpressionFault(token.offset(), "expected a value, found " + token.shown());
    };
  }

  /** A string that reads as a duration is one, since Mixer has no other way to write it. */
  private static Syntax string(Token token) {
    OptionalLong nanos = GoDuration.parse(token.text());
    return nanos.isPresent()
        ? new Syntax.Literal(token.offset(), ValueType.DURATION, nanos.getAsLong())
        : new Syntax.Literal(token.offset(), ValueType.STRING, token.text());
  }

  private static Syntax whole(Token token) throws ExpressionFault {
    try {
      return new Syntax.Literal(token.offset(), ValueType.INT64, Long.valueOf(token.text()));
    } catch (NumberFormatException e) {
      throw new ExpressionFault(token.offset(), "a whole number must fit 64 bits");
    }
  }

  private static Syntax real(Token token) throws ExpressionFault {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw new ExpressionFault(token.offset(), "a number must fit a double");
    }
    return new Syntax.Literal(token.offset(), ValueType.DOUBLE, value);
  }

  private Syntax name(Token first) throws ExpressionFault {
    String lower = first.text().toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      return new Syntax.Literal(first.offset(), ValueType.BOOL, lower.equals("true"));
    }
    if (peek().is("(")) {
      return new Syntax.Call(first.offset(), first.text(), null, arguments());
    }
    StringBuilder name = new StringBuilder(first.text());
    while (peek().is(".") && tokens.get(at + 1).form() == Token.Form.NAME && !isMethod(at + 1)) {
      name.append('.').append(tokens.get(at + 1).text());
      at += 2;
    }
    return new Syntax.Name(first.offset(), name.toString());
  }

  private boolean isMethod(int position) {
    return tokens.get(position + 1).is("(");
  }

  /** What follows a value: map keys and methods. */
  private Syntax access(Syntax value) throws ExpressionFault {
    Syntax accessed = value;
    int entered = 0;
    while (peek().is("[") || peek().is(".")) {
      enter();
      entered++;
      Token opening = peek();
      at++;
      if (opening.is("[")) {
        Syntax key = binary(1);
        expect("]");
        accessed = new Syntax.Call(opening.offset(), "[]", null, List.of(accessed, key));
      } else {
        Token method = peek();
        if (method.form() != Token.Form.NAME || !isMethod(at)) {
          throw new ExpressionFault(method.offset(), "expected a method, found " + method.shown());
        }
        at++;
        accessed = new Syntax.Call(method.offset(), method.text(), accessed, arguments());
      }
    }
    depth -= entered;
    return accessed;
  }

  private List<Syntax> arguments() throws ExpressionFault {
    expect("(");
    List<Syntax> arguments = new ArrayList<>();
    if (peek().is(")")) {
      at++;
      return arguments;
    }
    arguments.add(binary(1));
    while (peek().is(",")) {
      at++;
      arguments.add(binary(1));
    }
    expect(")");
    return arguments;
  }

  private void expect(String operator) throws ExpressionFault {
    Token token = peek();
    if (!token.is(operator)) {
      throw new ExpressionFault(
          token.offset(), "expected \"" + operator + "\", found " + token.shown());
    }
    at++;
  }

  private Token peek() {
    return tokens.get(at);
  }

  /** Nesting costs stack, and somebody else wrote the file. */
  private void enter() throws ExpressionFault {
    if (++depth > DEEPEST) {
      throw new ExpressionFault(peek().offset(), "nested deeper than " + DEEPEST + " levels");
    }
  }
}
