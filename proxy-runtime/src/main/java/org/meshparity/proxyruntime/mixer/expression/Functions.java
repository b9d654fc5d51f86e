package org.meshparity.proxyruntime.mixer.expression;

import static org.meshparity.proxyruntime.mixer.expression.ValueType.BOOL;
import static org.meshparity.proxyruntime.mixer.expression.ValueType.STRING;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions and methods that Mixer offers; {@code conditional} is a part of the language. */
final class Functions {

  private static final Map<String, Function> BY_NAME = new TreeMap<>();

  static {
    ofText("ip", a -> Computed.address(f -> Texts.ip(a.text(f))));
    ofText("timestamp", a -> Computed.moment(f -> Texts.timestamp(a.text(f))));
    ofText("dnsName", a -> Computed.text(ValueType.DNS_NAME, f -> Texts.dnsName(a.text(f))));
    ofText("email", a -> Computed.text(ValueType.EMAIL_ADDRESS, f -> Texts.email(a.text(f))));
    ofText("uri", a -> Computed.text(ValueType.URI, f -> Texts.uri(a.text(f))));
    ofText("toLower", a -> Computed.text(STRING, f -> a.text(f).toLowerCase(Locale.ROOT)));
    ofText("size", a -> Computed.whole(f -> a.text(f).getBytes(StandardCharsets.UTF_8).length));
    ofText("reverse", a -> Computed.text(STRING, f -> reverse(a.text(f))));
    function(
        "match",
        List.of(STRING, STRING),
        a -> Computed.flag(f -> Texts.match(a.get(0).text(f), a.get(1).text(f))));
    function(
        "conditionalString",
        List.of(BOOL, STRING, STRING),
        a -> new Conditional(a.get(0), a.get(1), a.get(2)));
    function("emptyStringMap", List.of(), a -> new Constant(ValueType.STRING_MAP, new Entries()));
    method("matches", a -> regex(a.get(0), a.get(1)));
    method("startsWith", a -> Computed.flag(f -> a.get(0).text(f).startsWith(a.get(1).text(f))));
    method("endsWith", a -> Computed.flag(f -> a.get(0).text(f).endsWith(a.get(1).text(f))));
  }

  private Functions() {}

  /**
   * A function or method.
   *
   * @param isMethod whether its first argument stands before its name
   * @param parameters the types of all arguments
   */
  record Function(boolean isMethod, List<ValueType> parameters, Maker maker) {}

  /** Makes the call of a function whose arguments have been checked. */
  @FunctionalInterface
  interface Maker {
    Expression make(List<Expression> arguments);
  }

  @FunctionalInterface
  private interface OneMaker {
    Expression make(Expression argument);
  }

  static @Nullable Function find(String name) {
    return BY_NAME.get(name);
  }

  static Iterable<String> names() {
    return BY_NAME.keySet();
  }

  private static void ofText(String name, OneMaker maker) {
    function(name, List.of(STRING), arguments -> maker.make(arguments.get(0)));
  }

  private static void function(String name, List<ValueType> parameters, Maker maker) {
    BY_NAME.put(name, new Function(false, parameters, maker));
  }

  private static void method(String name, Maker maker) {
    BY_NAME.put(name, new Function(true, List.of(STRING, STRING), maker));
  }

  /** The pattern stands before the dot. One that is written out is compiled once. */
  private static Expression regex(Expression pattern, Expression text) {
    if (pattern instanceof Constant) {
      var compiled = Texts.regex(pattern.text(Compiler.NOTHING));
      return Computed.flag(f -> compiled.matcher(text.text(f)).find());
    }
    return Computed.flag(f -> Texts.regex(pattern.text(f)).matcher(text.text(f)).find());
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
