package org.meshparity.proxyruntime.inproxy;

import java.util.function.BiConsumer;

/** Reads labels in the page's form, {@code a="x",b="y"}, in which values are not escaped. */
final class LabelText {

  private LabelText() {}

  static void forEach(String labels, BiConsumer<String, String> label) {
    int at = 0;
    while (at < labels.length()) {
      int equals = labels.indexOf("=\"", at);
      int end = end(labels, equals + 2);
      label.accept(labels.substring(at, equals), labels.substring(equals + 2, end));
      at = end + 2;
    }
  }

  /** A quote ends a value where another label or nothing follows it. */
  private static int end(String labels, int from) {
    int quote = labels.indexOf('"', from);
    while (quote < labels.length() - 1 && !beginsLabel(labels, quote + 1)) {
      quote = labels.indexOf('"', quote + 1);
    }
    return quote;
  }

  private static boolean beginsLabel(String labels, int at) {
    if (labels.charAt(at) != ',') {
      return false;
    }
    int i = at + 1;
    while (i < labels.length() && isName(labels.charAt(i))) {
      i++;
    }
    return i > at + 1 && labels.startsWith("=\"", i);
  }

  private static boolean isName(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
