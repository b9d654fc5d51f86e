package org.meshparity.proxyruntime.inproxy.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an expression of words. What it does not know is refused with its place. */
final class Parser {

  private static final int MAX_DEPTH = 64;
  private static final Set<String> RELATIONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final TokenReader words;
  private int depth;

  Parser(List<Token> tokens) {
    words = new TokenReader(tokens);
  }

  Node expression() throws ParseFailed {
    Node node = conditional();
    if (words.peek().kind() != Token.Kind.END) {
      throw words.unexpected("an operator or the end");
    }
    return node;
  }

  private Node conditional() throws ParseFailed {
    if (depth == MAX_DEPTH) {
      throw new ParseFailed("nested more than " + MAX_DEPTH + " deep", words.peek().column());
    }
    depth++;
    Node node = or();
    if (words.accept("?")) {
      Node then = conditional();
      words.expect(":");
      Node otherwise = conditional();
      Node condition = node;
      node = roots -> (Values.truth(condition.evaluate(roots)) ? then : otherwise).evaluate(roots);
    }
    depth--;
    return node;
  }

  private Node or() throws ParseFailed {
    Node node = and();
    while (words.accept("||")) {
      node = new Logic(true, node, and());
    }
    return node;
  }

  private Node and() throws ParseFailed {
    Node node = relation();
    while (words.accept("&&")) {
      node = new Logic(false, node, relation());
    }
    return node;
  }

  private Node relation() throws ParseFailed {
    Node node = sum();
    while (true) {
      Token sign = words.peek();
      Node left = node;
      if (sign.kind() == Token.Kind.SIGN && RELATIONS.contains(sign.text())) {
        words.next();
        node = compared(sign.text(), left, sum());
      } else if (sign.kind() == Token.Kind.NAME && sign.text().equals("in")) {
        words.next();
        Node right = sum();
        node = roots -> Values.isIn(left.evaluate(roots), right.evaluate(roots));
      } else {
        return node;
      }
    }
  }

  private static Node compared(String sign, Node left, Node right) {
    return switch (sign) {
      case "==" -> roots -> Values.areEqual(left.evaluate(roots), right.evaluate(roots));
      case "!=" -> roots -> !Values.areEqual(left.evaluate(roots), right.evaluate(roots));
      case "<" -> roots -> Values.compare(left.evaluate(roots), right.evaluate(roots)) < 0;
      case "<=" -> roots -> Values.compare(left.evaluate(roots), right.evaluate(roots)) <= 0;
      case ">" -> roots -> Values.compare(left.evaluate(roots), right.evaluate(roots)) > 0;
      default -> roots -> Values.compare(left.evaluate(roots), right.evaluate(roots)) >= 0;
    };
  }

  private Node sum() throws ParseFailed {
    Node node = product();
    while (words.peek().is("+") || words.peek().is("-")) {
      node = calculated(words.next().text(), node, product());
    }
    return node;
  }

  private Node product() throws ParseFailed {
    Node node = unary();
    while (words.peek().is("*") || words.peek().is("/") || words.peek().is("%")) {
      node = calculated(words.next().text(), node, unary());
    }
    return node;
  }

  private static Node calculated(String sign, Node left, Node right) {
    return roots -> Values.calculate(sign, left.evaluate(roots), right.evaluate(roots));
  }

  private Node unary() throws ParseFailed {
    int nots = 0;
    int minuses = 0;
    while (words.peek().is("!") || words.peek().is("-")) {
      if (words.next().text().equals("!")) {
        nots++;
      } else {
        minuses++;
      }
      if (nots > 0 && minuses > 0) {
        throw words.unexpected("a value");
      }
    }
    Node node = member();
    if (nots > 0) {
      boolean negate = nots % 2 == 1;
      return roots -> Values.truth(node.evaluate(roots)) != negate;
    }
    return minuses % 2 == 0 ? node : calculated("-", roots -> 0L, node);
  }

  private Node member() throws ParseFailed {
    Node node = primary();
    while (true) {
      Node of = node;
      if (words.accept(".")) {
        Token name = words.name();
        node = words.peek().is("(") ? method(of, name) : new Member(of, roots -> name.text());
      } else if (words.accept("[")) {
        Node key = conditional();
        words.expect("]");
        node = new Member(of, key);
      } else {
        return node;
      }
    }
  }

  private Node method(Node of, Token name) throws ParseFailed {
    Node call = Functions.method(name.text(), of, arguments());
    return found(call, name);
  }

  private static Node found(@Nullable Node call, Token name) throws ParseFailed {
    if (call == null) {
      throw new ParseFailed("unknown function " + name.text(), name.column());
    }
    return call;
  }

  private List<Node> arguments() throws ParseFailed {
    words.expect("(");
    return list(")");
  }

  private List<Node> list(String end) throws ParseFailed {
    List<Node> nodes = new ArrayList<>();
    while (!words.accept(end)) {
      if (!nodes.isEmpty()) {
        words.expect(",");
      }
      nodes.add(conditional());
    }
    return nodes;
  }

  private Node primary() throws ParseFailed {
    Token token = words.next();
    return switch (token.kind()) {
      case TEXT -> roots -> token.text();
      case WHOLE -> whole(token);
      case FRACTION -> fraction(token);
      case NAME -> named(token);
      case SIGN -> bracketed(token);
      case END -> {
        words.back();
        throw words.unexpected("a value");
      }
    };
  }

  private static Node whole(Token token) throws ParseFailed {
    try {
      Long value = Long.valueOf(token.text());
      return roots -> value;
    } catch (NumberFormatException e) {
      throw new ParseFailed("a number beyond 64 bits", token.column());
    }
  }

  private static Node fraction(Token token) {
    Double value = Double.valueOf(token.text());
    return roots -> value;
  }

  private Node named(Token name) throws ParseFailed {
    return switch (name.text()) {
      case "true" -> roots -> true;
      case "false" -> roots -> false;
      case "null" -> roots -> Values.NULL;
      case "in" -> throw new ParseFailed("\"in\" where a value should be", name.column());
      default -> words.peek().is("(") ? called(name) : root(name.text());
    };
  }

  private static Node root(String name) {
    return roots -> Member.present(roots.select(name), name);
  }

  private Node called(Token name) throws ParseFailed {
    List<Node> arguments = arguments();
    if (!name.text().equals("has")) {
      return found(Functions.call(name.text(), arguments), name);
    }
    if (arguments.size() == 1 && arguments.get(0) instanceof Member member) {
      return member.presence();
    }
    throw new ParseFailed("has() takes one member, such as has(a.b)", name.column());
  }

  private Node bracketed(Token sign) throws ParseFailed {
    if (sign.is("(")) {
      Node inner = conditional();
      words.expect(")");
      return roots -> inner.evaluate(roots);
    }
    if (sign.is("[")) {
      List<Node> elements = list("]");
      return roots -> evaluated(elements, roots);
    }
    if (sign.is("{")) {
      return map();
    }
    words.back();
    throw words.unexpected("a value");
  }

  private static List<Object> evaluated(List<Node> nodes, Selectable roots)
      throws EvaluationFailed {
    List<Object> values = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      values.add(node.evaluate(roots));
    }
    return values;
  }

  private Node map() throws ParseFailed {
    List<Node> keys = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    while (!words.accept("}")) {
      if (!keys.isEmpty()) {
        words.expect(",");
      }
      keys.add(conditional());
      words.expect(":");
      values.add(conditional());
    }
    return roots -> {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        map.put(keys.get(i).evaluate(roots), values.get(i).evaluate(roots));
      }
      return map;
    };
  }
}
