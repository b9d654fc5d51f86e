package org.meshparity.proxyruntime.inproxy.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that expressions may call. */
final class Functions {

  private Functions() {}

  /** A call; null when there is no such function for so many arguments. */
  static @Nullable Node call(String name, List<Node> arguments) {
    if (arguments.size() == 1) {
      return ofOne(name, arguments.get(0));
    }
    if (arguments.size() == 2 && name.equals("matches")) {
      return method(name, arguments.get(0), arguments.subList(1, 2));
    }
    return null;
  }

  private static @Nullable Node ofOne(String name, Node argument) {
    return switch (name) {
      case "string" -> roots -> Values.text(argument.evaluate(roots));
      case "int", "uint" -> roots -> Values.number(argument.evaluate(roots));
      case "double" -> roots -> Values.fraction(argument.evaluate(roots));
      case "size" -> roots -> Values.size(argument.evaluate(roots));
      default -> null;
    };
  }

  /** A call of a value's function; null when there is no such. */
  static @Nullable Node method(String name, Node of, List<Node> arguments) {
    if (arguments.isEmpty()) {
      return name.equals("size") ? ofOne(name, of) : null;
    }
    if (arguments.size() != 1) {
      return null;
    }
    Node argument = arguments.get(0);
    return switch (name) {
      case "startsWith" -> roots -> text(of, roots).startsWith(text(argument, roots));
      case "endsWith" -> roots -> text(of, roots).endsWith(text(argument, roots));
      case "contains" -> roots -> text(of, roots).contains(text(argument, roots));
      case "matches" -> new Matches(of, argument);
      default -> null;
    };
  }

  private static String text(Node node, Selectable roots) throws EvaluationFailed {
    return Values.string(node.evaluate(roots));
  }

  /** Whether a regular expression is found in a text; it is compiled once as long as it stays. */
  private static final class Matches implements Node {

    private final Node of;
    private final Node regex;
    private volatile @Nullable Pattern compiled;

    Matches(Node of, Node regex) {
      this.of = of;
      this.regex = regex;
    }

    @Override
    public Object evaluate(Selectable roots) throws EvaluationFailed {
      return pattern(text(regex, roots)).matcher(text(of, roots)).find();
    }

    private Pattern pattern(String text) throws EvaluationFailed {
      Pattern known = compiled;
      if (known != null && known.pattern().equals(text)) {
        return known;
      }
      try {
        Pattern pattern = Pattern.compile(text);
        compiled = pattern;
        return pattern;
      } catch (PatternSyntaxException e) {
        throw new EvaluationFailed("\"" + text + "\" is no RE2: " + e.getDescription());
      }
    }
  }
}
