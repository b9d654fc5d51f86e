package org.meshparity.proxyruntime.inproxy.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done with values: compare, add, convert, look into. */
final class Values {

  /** CEL's null, which a member's absence is not. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private Values() {}

  static String text(Object value) throws EvaluationFailed {
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new EvaluationFailed("no text can be made of " + kind(value));
  }

  static long number(Object value) throws EvaluationFailed {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new EvaluationFailed("\"" + text + "\" is no whole number");
      }
    }
    throw new EvaluationFailed("no number can be made of " + kind(value));
  }

  static double fraction(Object value) throws EvaluationFailed {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new EvaluationFailed("\"" + text + "\" is no number");
      }
    }
    throw new EvaluationFailed("no number can be made of " + kind(value));
  }

  static boolean truth(Object value) throws EvaluationFailed {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new EvaluationFailed(kind(value) + " is neither true nor false");
  }

  static String string(Object value) throws EvaluationFailed {
    if (value instanceof String text) {
      return text;
    }
    throw new EvaluationFailed(kind(value) + " is no text");
  }

  static long size(Object value) throws EvaluationFailed {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    throw new EvaluationFailed(kind(value) + " has no size");
  }

  /** A member or an element; null when there is none. */
  static @Nullable Object member(Object of, Object key) throws EvaluationFailed {
    if (of instanceof Map<?, ?> map) {
      return map.get(key);
    }
    if (of instanceof Selectable selectable && key instanceof String name) {
      return selectable.select(name);
    }
    if (of instanceof List<?> list && key instanceof Long index) {
      return index >= 0 && index < list.size() ? list.get(index.intValue()) : null;
    }
    throw new EvaluationFailed(kind(of) + " has no members");
  }

  static boolean isIn(Object value, Object container) throws EvaluationFailed {
    if (container instanceof List<?> list) {
      for (Object element : list) {
        if (areEqual(value, element)) {
          return true;
        }
      }
      return false;
    }
    return member(container, value) != null;
  }

  static boolean areEqual(Object a, @Nullable Object b) {
    if (a instanceof Number one && b instanceof Number other) {
      return compare(one, other) == 0;
    }
    return a.equals(b);
  }

  static int compare(Object a, Object b) throws EvaluationFailed {
    if (a instanceof Number one && b instanceof Number other) {
      return compare(one, other);
    }
    if (a instanceof String one && b instanceof String other) {
      return one.compareTo(other);
    }
    if (a instanceof Boolean one && b instanceof Boolean other) {
      return one.compareTo(other);
    }
    throw new EvaluationFailed(kind(a) + " and " + kind(b) + " cannot be compared");
  }

  private static int compare(Number a, Number b) {
    return a instanceof Long && b instanceof Long
        ? Long.compare(a.longValue(), b.longValue())
        : Double.compare(a.doubleValue(), b.doubleValue());
  }

  static Object calculate(String sign, Object a, Object b) throws EvaluationFailed {
    if (sign.equals("+") && a instanceof String one && b instanceof String other) {
      return one + other;
    }
    if (a instanceof Long one && b instanceof Long other) {
      return whole(sign, one, other);
    }
    if (a instanceof Number one && b instanceof Number other && !sign.equals("%")) {
      double x = one.doubleValue();
      double y = other.doubleValue();
      return switch (sign) {
        case "+" -> x + y;
        case "-" -> x - y;
        case "*" -> x * y;
        default -> x / y;
      };
    }
    throw new EvaluationFailed("no " + sign + " of " + kind(a) + " and " + kind(b));
  }

  private static long whole(String sign, long a, long b) throws EvaluationFailed {
    try {
      return switch (sign) {
        case "+" -> Math.addExact(a, b);
        case "-" -> Math.subtractExact(a, b);
        case "*" -> Math.multiplyExact(a, b);
        case "/" -> a / b;
        default -> a % b;
      };
    } catch (ArithmeticException e) {
      throw new EvaluationFailed(a + " " + sign + " " + b + ": " + e.getMessage());
    }
  }

  private static String kind(Object value) {
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof List<?>) {
      return "a list";
    }
    return value == NULL ? "null" : "a map";
  }
}
