package org.meshparity.proxyruntime.inproxy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  private static final Map<String, Object> ROOTS =
      Map.of(
          "request",
          Map.of(
              "host",
              "127.0.0.1:8080",
              "protocol",
              "HTTP/1.1",
              "size",
              12L,
              "headers",
              (Selectable) name -> name.equals("x-user") ? "ann" : null),
          "node",
          Map.of("metadata", Map.of("LABELS", Map.of("app", "reviews"), "IPS", List.of("a", "b"))),
          "ratio",
          0.5);

  private static String value(String text) throws ParseFailed, EvaluationFailed {
    return Expression.parse(text).text(ROOTS::get);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "request.protocol ; HTTP/1.1",
        "(request.host.startsWith('127.0.0.1') ? 'localhost:' : request.host) + 'x' ; localhost:x",
        "'_' + node.metadata['LABELS']['app'] ; _reviews",
        "has(node.metadata.LABELS.version) ? node.metadata.LABELS.version : 'none' ; none",
        "request.headers['x-user'] ; ann",
        "has(request.headers.other) ; false",
        "'x-user' in request.headers ; true",
        "node.metadata.IPS[1] ; b",
        "'b' in node.metadata.IPS && !('c' in ['a', 'b']) ; true",
        "size(node.metadata.IPS) + size('abc') * 2 ; 8",
        "request.size > 10 && request.size <= 12 || false ; true",
        "string(request.size / 5) + ',' + string(request.size % 5) ; 2,2",
        "int('41') + 1 == 42 ; true",
        "-3 + 1 ; -2",
        "1.5 + ratio ; 2",
        "ratio * 3.0 ; 1.5",
        "'/api/v1/users'.matches('^/api/v[0-9]+/') ? 'api' : 'other' ; api",
        "'abc'.contains('b') && 'abc'.endsWith('c') ; true",
        "'abc'.size() ; 3",
        "true ? false ? 1 : 2 : 3 ; 2",
        "nothing.at.all == 1 || true ; true",
        "false && nothing ; false",
        "{'a': 1}['a'] + 1 ; 2",
        "r'a\\d' ; a\\d",
        "\"it's\" + '\\u0041\\n'.size().matches('x') ; ",
      })
  void whatPeopleWriteHasItsValue(String text, String expected) throws Exception {
    if (expected == null) {
      assertThatThrownBy(() -> value(text)).isInstanceOf(EvaluationFailed.class);
      return;
    }
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "cannot _ parse ; expected an operator or the end, found \"_\" at column 8",
        "request. ; expected a name, found the end at column 9",
        "1 + ; expected a value, found the end at column 4",
        "(1 ; expected \")\", found the end at column 3",
        "'abc ; a text that does not end, begun at column 1",
        "a # b ; unexpected character '#' at column 3",
        "frobnicate(1) ; unknown function frobnicate at column 1",
        "a.frobnicate(1) ; unknown function frobnicate at column 3",
        "has(a) ; has() takes one member, such as has(a.b) at column 1",
        "99999999999999999999 ; a number beyond 64 bits at column 1",
      })
  void whatIsNoExpressionIsRefusedWithItsPlace(String text, String message) {
    String unquoted = text.startsWith("'") ? text : text.trim();
    assertThatThrownBy(() -> Expression.parse(unquoted))
        .isInstanceOf(ParseFailed.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cannot_evaluate",
        "request.nothing",
        "1 + 'a'",
        "1 / 0",
        "'a' < 1",
        "request.host.path",
        "!request.host",
        "request ? 1 : 2",
        "int('x')",
        "'a'.matches('(')",
        "9223372036854775807 + 1",
        "node.metadata.IPS[7]",
        "string(node)",
      })
  void whatHasNoValueSaysSo(String text) throws ParseFailed {
    Expression expression = Expression.parse(text);
    assertThatThrownBy(() -> expression.text(ROOTS::get)).isInstanceOf(EvaluationFailed.class);
  }

  @Test
  void nestingIsBounded() {
    assertThatThrownBy(() -> Expression.parse("(".repeat(2_000) + "1"))
        .isInstanceOf(ParseFailed.class)
        .hasMessageContaining("nested more than 64 deep");
    assertThatThrownBy(() -> Expression.parse("1+".repeat(4_000) + "1"))
        .isInstanceOf(ParseFailed.class);
  }

  @Test
  void anyTextIsAnExpressionOrRefused() {
    Random random = new Random(7);
    String alphabet = "abr'\"\\()[]{}.,?:+-*/%!<>=&|019eu \n_;has(in)true";
    int parsed = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(24);
      for (int c = 0; c < length; c++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      parsed += survives(text.toString()) ? 1 : 0;
    }
    assertThat(parsed).isGreaterThan(1_000);
  }

  private static boolean survives(String text) {
    try {
      Expression expression = Expression.parse(text);
      expression.number(ROOTS::get);
      return true;
    } catch (ParseFailed e) {
      assertThat(e.column()).isBetween(1, text.length() + 1);
      return false;
    } catch (EvaluationFailed e) {
      return true;
    }
  }
}
