package org.meshparity.proxyruntime.mixer.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks expressions against the attributes there are, and makes them quick.
 *
 * <p>The same text always gives the same object, so that whoever has several metrics with the same
 * labels can see that they are the same.
 */
public final class Compiler {

  /** A report with nothing in it, to evaluate what needs none. */
  static final Frame NOTHING = new Frame(new Slots(), () -> {});

  private final Vocabulary vocabulary;
  private final Slots slots;
  private final Map<String, Expression> compiled = new HashMap<>();

  /**
   * A compiler for one configuration.
   *
   * @param slots gets a slot for every attribute that an expression uses
   */
  public Compiler(Vocabulary vocabulary, Slots slots) {
    this.vocabulary = vocabulary;
    this.slots = slots;
  }

  /**
   * The expression of a text.
   *
   * @throws ExpressionFault when it cannot be read, or its types do not fit
   */
  public Expression compile(String text) throws ExpressionFault {
    Expression known = compiled.get(text);
    if (known != null) {
      return known;
    }
    Expression made = check(Parser.parse(text));
    compiled.put(text, made);
    return made;
  }

  private Expression check(Syntax syntax) throws ExpressionFault {
    if (syntax instanceof Syntax.Literal literal) {
      return new Constant(literal.type(), literal.value());
    }
    if (syntax instanceof Syntax.Name name) {
      return attribute(name);
    }
    Syntax.Call call = (Syntax.Call) syntax;
    return call.isOperator() ? operator(call) : function(call);
  }

  private Expression attribute(Syntax.Name name) throws ExpressionFault {
    ValueType type = vocabulary.typeOf(name.name());
    if (type == null) {
      throw new ExpressionFault(
          name.offset(),
          "unknown attribute "
              + name.name()
              + Vocabulary.hint(name.name(), vocabulary.types().keySet()));
    }
    return new Attribute(type, name.name(), slots.use(name.name()));
  }

  private Expression operator(Syntax.Call call) throws ExpressionFault {
    Expression a = check(call.arguments().get(0));
    Expression b = check(call.arguments().get(1));
    requireTypes(call, a, b);
    Expression made =
        switch (call.name()) {
          case "|" -> new Fallback(a, b);
          case "[]" -> new MapAccess(a, b);
          case "&&" -> Computed.flag(f -> a.flag(f) && b.flag(f));
          case "||" -> Computed.flag(f -> a.flag(f) || b.flag(f));
          case "==" -> Comparisons.equality(a, b);
          case "!=" -> Comparisons.inequality(a, b);
          case "+" -> sum(a, b);
          case "<", "<=", ">", ">=" -> Comparisons.order(call.name(), a, b);
          default ->
              throw new ExpressionFault(
                  call.offset(), "Mixer has no operator \"" + call.name() + "\"");
        };
    if (made == null) {
      throw new ExpressionFault(
          call.offset(), "\"" + call.name() + "\" does not work for " + a.type());
    }
    return made;
  }

  private static void requireTypes(Syntax.Call call, Expression a, Expression b)
      throws ExpressionFault {
    ValueType first =
        switch (call.name()) {
          case "[]" -> ValueType.STRING_MAP;
          case "&&", "||" -> ValueType.BOOL;
          default -> a.type();
        };
    requireType(call, 0, a, first);
    requireType(call, 1, b, call.name().equals("[]") ? ValueType.STRING : first);
  }

  private static void requireType(Syntax.Call call, int index, Expression argument, ValueType type)
      throws ExpressionFault {
    if (argument.type() != type) {
      String what = call.isOperator() ? "\"" + call.name() + "\"" : call.name();
      int shown = index + (call.target() == null ? 1 : 0);
      throw new ExpressionFault(
          call.arguments().isEmpty() ? call.offset() : place(call, index),
          what
              + (shown == 0 ? " is called on " : " has as argument " + shown + " ")
              + argument.type()
              + ", expected "
              + type);
    }
  }

  private static int place(Syntax.Call call, int index) {
    if (call.target() != null) {
      return index == 0 ? call.target().offset() : call.arguments().get(index - 1).offset();
    }
    return call.arguments().get(index).offset();
  }

  private static @Nullable Expression sum(Expression a, Expression b) {
    return switch (a.type()) {
      case STRING -> Computed.text(ValueType.STRING, f -> a.text(f) + b.text(f));
      case INT64 -> Computed.whole(f -> a.whole(f) + b.whole(f));
      case DOUBLE -> Computed.real(f -> a.real(f) + b.real(f));
      default -> null;
    };
  }

  private Expression function(Syntax.Call call) throws ExpressionFault {
    List<Expression> arguments = new ArrayList<>();
    if (call.target() != null) {
      arguments.add(check(call.target()));
    }
    for (Syntax argument : call.arguments()) {
      arguments.add(check(argument));
    }
    if (call.name().equals("conditional") && call.target() == null) {
      return conditional(call, arguments);
    }
    Functions.Function function = known(call);
    requireCount(call, arguments.size(), function.parameters().size());
    for (int i = 0; i < arguments.size(); i++) {
      requireType(call, i, arguments.get(i), function.parameters().get(i));
    }
    return make(call, function, arguments);
  }

  private static Functions.Function known(Syntax.Call call) throws ExpressionFault {
    Functions.Function function = Functions.find(call.name());
    if (function == null) {
      TreeSet<String> names = new TreeSet<>(List.of("conditional"));
      Functions.names().forEach(names::add);
      throw new ExpressionFault(
          call.offset(), "unknown function " + call.name() + Vocabulary.hint(call.name(), names));
    }
    boolean anyForm = call.name().equals("reverse");
    if (!anyForm && function.isMethod() != (call.target() != null)) {
      String form = function.isMethod() ? "text." + call.name() + "(...)" : call.name() + "(...)";
      throw new ExpressionFault(call.offset(), call.name() + " is written " + form);
    }
    return function;
  }

  private static Expression conditional(Syntax.Call call, List<Expression> arguments)
      throws ExpressionFault {
    requireCount(call, arguments.size(), 3);
    requireType(call, 0, arguments.get(0), ValueType.BOOL);
    requireType(call, 2, arguments.get(2), arguments.get(1).type());
    return new Conditional(arguments.get(0), arguments.get(1), arguments.get(2));
  }

  private static void requireCount(Syntax.Call call, int count, int expected)
      throws ExpressionFault {
    if (count != expected) {
      int self = call.target() == null ? 0 : 1;
      throw new ExpressionFault(
          call.offset(),
          call.name() + " has " + (count - self) + " arguments, expected " + (expected - self));
    }
  }

  /** What is written out is converted now, so that a mistake shows now. */
  private static Expression make(
      Syntax.Call call, Functions.Function function, List<Expression> arguments)
      throws ExpressionFault {
    try {
      Expression made = function.maker().make(arguments);
      boolean fixed =
          !arguments.isEmpty() && arguments.stream().allMatch(Constant.class::isInstance);
      return fixed ? fold(made) : made;
    } catch (EvaluationFailed e) {
      throw new ExpressionFault(call.offset(), String.valueOf(e.getMessage()));
    }
  }

  private static Expression fold(Expression made) {
    return new Constant(
        made.type(),
        switch (made.type()) {
          case BOOL -> made.flag(NOTHING);
          case INT64, DURATION -> made.whole(NOTHING);
          case DOUBLE -> made.real(NOTHING);
          case TIMESTAMP -> made.moment(NOTHING);
          case IP_ADDRESS -> made.address(NOTHING);
          case STRING_MAP -> made.map(NOTHING);
          case STRING, EMAIL_ADDRESS, URI, DNS_NAME -> made.text(NOTHING);
        });
  }
}
