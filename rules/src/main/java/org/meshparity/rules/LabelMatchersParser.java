package org.meshparity.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;

/** Reads {@code name="value", other=~"regex"}; anything else is refused with its place. */
final class LabelMatchersParser {

  private final String text;
  private int at;

  LabelMatchersParser(String text) {
    this.text = text;
  }

  LabelMatchers parse() {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw fault("half a character");
    }
    blanks();
    boolean braces = accept("{");
    List<Matcher> matchers = new ArrayList<>();
    blanks();
    while (at < text.length() && text.charAt(at) != '}') {
      matchers.add(matcher());
      blanks();
      if (!accept(",")) {
        break;
      }
      blanks();
    }
    if (braces && !accept("}")) {
      throw fault("expected }");
    }
    blanks();
    if (at < text.length()) {
      throw fault("expected a comma or the end");
    }
    return new LabelMatchers(matchers);
  }

  private Matcher matcher() {
    int start = at;
    String label = name();
    blanks();
    Op op = op();
    blanks();
    String value = quoted();
    try {
      return new Matcher(label, op, value);
    } catch (IllegalArgumentException e) {
      at = start;
      throw fault("the value of " + label + " " + e.getMessage());
    }
  }

  private String name() {
    int start = at;
    if (at < text.length() && text.charAt(at) == '"') {
      String quoted = quoted();
      if (quoted.isEmpty()) {
        at = start;
        throw fault("a label name must not be empty");
      }
      blanks();
      if (at == text.length() || text.charAt(at) == ',' || text.charAt(at) == '}') {
        at = start;
        throw fault("expected a label, this is the name of a metric");
      }
      return quoted;
    }
    while (at < text.length() && isNamePart(text.charAt(at), at > start)) {
      at++;
    }
    if (at == start) {
      throw fault("expected a label name");
    }
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c, boolean inside) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (inside && c >= '0' && c <= '9');
  }

  private Op op() {
    for (Op op : List.of(Op.REGEX, Op.NOT_REGEX, Op.NOT_EQUAL, Op.EQUAL)) {
      if (accept(op.sign())) {
        return op;
      }
    }
    throw fault("expected one of = != =~ !~");
  }

  private String quoted() {
    try {
      PromqlString.Read read = PromqlString.read(text, at);
      at = read.end();
      return read.value();
    } catch (PromqlString.Malformed e) {
      at = e.at();
      throw fault(e.getMessage());
    }
  }

  private boolean accept(String sign) {
    if (!text.startsWith(sign, at)) {
      return false;
    }
    at += sign.length();
    return true;
  }

  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException fault(@Nullable String what) {
    return new IllegalArgumentException(
        "label matchers must look like job=\"istio-mesh\",cluster=~\"eu-.*\": "
            + what
            + " at character "
            + (at + 1)
            + " of: "
            + Faults.quote(text));
  }
}
