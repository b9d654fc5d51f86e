package org.meshparity.proxyruntime.mixer.expression;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Equality and order of two values of one type; not every type has them in Mixer. */
final class Comparisons {

  private Comparisons() {}

  /** {@code a == b}, or null if values of this type cannot be compared. */
  static @Nullable Expression equality(Expression a, Expression b) {
    return switch (a.type()) {
      case STRING -> Computed.flag(f -> a.text(f).equals(b.text(f)));
      case BOOL -> Computed.flag(f -> a.flag(f) == b.flag(f));
      case INT64 -> Computed.flag(f -> a.whole(f) == b.whole(f));
      case DOUBLE -> Computed.flag(f -> a.real(f) == b.real(f));
      case TIMESTAMP -> Computed.flag(f -> a.moment(f).equals(b.moment(f)));
      case IP_ADDRESS -> Computed.flag(f -> Texts.sameAddress(a.address(f), b.address(f)));
      case DNS_NAME -> Computed.flag(f -> Texts.sameDnsName(a.text(f), b.text(f)));
      case EMAIL_ADDRESS -> Computed.flag(f -> Texts.sameEmail(a.text(f), b.text(f)));
      case URI -> Computed.flag(f -> Texts.sameUri(a.text(f), b.text(f)));
      case DURATION, STRING_MAP -> null;
    };
  }

  /** {@code a != b}, or null if values of this type cannot be compared. */
  static @Nullable Expression inequality(Expression a, Expression b) {
    Expression equal = equality(a, b);
    return equal == null ? null : Computed.flag(f -> !equal.flag(f));
  }

  /** One of {@code < <= > >=}, or null if values of this type have no order. */
  static @Nullable Expression order(String operator, Expression a, Expression b) {
    IntPredicate holds = holds(operator);
    return switch (a.type()) {
      case STRING -> Computed.flag(f -> holds.test(bytes(a.text(f), b.text(f))));
      case INT64 -> Computed.flag(f -> holds.test(Long.compare(a.whole(f), b.whole(f))));
      case DOUBLE -> Computed.flag(f -> real(holds, a.real(f), b.real(f)));
      case TIMESTAMP -> Computed.flag(f -> holds.test(a.moment(f).compareTo(b.moment(f))));
      default -> null;
    };
  }

  private static IntPredicate holds(String operator) {
    return switch (operator) {
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      default -> order -> order >= 0;
    };
  }

  /** What is no number has no order. */
  private static boolean real(IntPredicate holds, double a, double b) {
    boolean number = !Double.isNaN(a) && !Double.isNaN(b);
    return number && holds.test(a == b ? 0 : Double.compare(a, b));
  }

  /** Go compares strings by their bytes, which for UTF-8 is by code point. */
  private static int bytes(String a, String b) {
    int at = 0;
    while (at < a.length() && at < b.length()) {
      int one = a.codePointAt(at);
      int two = b.codePointAt(at);
      if (one != two) {
        return Integer.compare(one, two);
      }
      at += Character.charCount(one);
    }
    return Integer.compare(a.length(), b.length());
  }
}
