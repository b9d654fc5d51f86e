package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;

class LabelMatchersTest {

  @Test
  void aSelectorIsPrintedInOneForm() {
    assertThat(LabelMatchers.parse(" { job = 'istio-mesh' , cluster=~`eu-.*`, } "))
        .hasToString("job=\"istio-mesh\",cluster=~\"eu-.*\"");
    assertThat(LabelMatchers.parse("a!=\"\",b!~\"x|y\"")).hasToString("a!=\"\",b!~\"x|y\"");
    assertThat(LabelMatchers.parse("{}")).isEqualTo(LabelMatchers.ALL);
    assertThat(LabelMatchers.parse("")).isEqualTo(LabelMatchers.ALL);
  }

  @Test
  void everyEscapeOfPromqlIsUnderstood() {
    Matcher matcher =
        LabelMatchers.parse("a=\"\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"\\x41\\101\\u00e9\\U0001F600\"")
            .matchers()
            .get(0);

    assertThat(matcher.value())
        .isEqualTo("\u0007\b\f\n\r\t\u000B\\'\"AA\u00e9" + Character.toString(0x1F600));
    assertThat(LabelMatchers.parse("a=`\\n\"`").matchers().get(0).value()).isEqualTo("\\n\"");
  }

  @Test
  void controlCharactersArePrintedAsEscapes() {
    assertThat(new Matcher("a", Op.EQUAL, "x\n\u0007\"\\"))
        .hasToString("a=\"x\\n\\u0007\\\"\\\\\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "job=\"x\"} or vector(1)",
        "{job=\"x\"} or vector(1)",
        "job=\"x\"}[5m",
        "job=\"x\" or job=\"y\"",
        "job=\"x\"#",
        "job=\"x\" offset 5m",
        "up{job=\"x\"}",
        "{{job=\"x\"}}",
        "{job=\"x\"",
        "job=\"x",
        "job=\"x\n\"",
        "job=x",
        "job==\"x\"",
        "job>\"x\"",
        "job",
        ",",
        "job=\"x\",,a=\"b\"",
        "\"up\",job=\"x\"",
        "\"\"=\"x\"",
        "jöb=\"x\"",
        "9a=\"x\"",
        "job=\"\\q\"",
        "job=\"\\xff\"",
        "job=\"\\ud800\"",
        "job=\"\\U00110000\"",
        "job=\"\\777\"",
        "job=\"\\u12\"",
        "job=~\"(\"",
        "job=~\"a)|(b\"",
        "job=~\"(?=x)\"",
        "job=~\"((a{1000}){1000}){1000}\"",
        "job=\"\uD800\"",
        "job\u00a0=\"x\""
      })
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelMatchers.parse(text))
        .withMessageStartingWith("label matchers must look like job=\"istio-mesh\"");
  }

  @Test
  void aRefusalNamesThePlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelMatchers.parse("job=\"x\"} or vector(1)"))
        .withMessageEndingWith(
            "expected a comma or the end at character 8 of: \"job=\"x\"} or vector(1)\"");
  }

  @Test
  void targetsAreNotChosenByMetricNameOrBucket() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelMatchers.parseTargets("job=\"x\",__name__=\"up\""))
        .withMessage("label matchers must choose targets, __name__ chooses series");
    assertThatIllegalArgumentException().isThrownBy(() -> LabelMatchers.parseTargets("le=\"1\""));
  }

  @Test
  void regularExpressionsAreAnchoredOnBothEndsAndAnAbsentLabelIsEmpty() {
    LabelMatchers matchers = LabelMatchers.parse("job=~\"a|ab\",env!=\"prod\",zone!~\".+\"");

    assertThat(matches(matchers, Map.of("job", "ab"))).isTrue();
    assertThat(matches(matchers, Map.of("job", "abc"))).isFalse();
    assertThat(matches(matchers, Map.of("job", "a", "env", "prod"))).isFalse();
    assertThat(matches(matchers, Map.of("job", "a", "zone", "z"))).isFalse();
    assertThat(matches(LabelMatchers.parse("a=~\".*\""), Map.of("a", "x\ny"))).isTrue();
  }

  @Test
  void twoListsTogetherHoldBoth() {
    assertThat(LabelMatchers.parse("a=\"1\"").and(LabelMatchers.parse("b=\"2\"")))
        .isEqualTo(LabelMatchers.parse("a=\"1\",b=\"2\""));
  }

  @Test
  void whatIsPrintedIsReadAgainAsTheSame() {
    Random random = new Random(20261122);
    for (int i = 0; i < 5_000; i++) {
      List<Matcher> list = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        Op op = random.nextBoolean() ? Op.EQUAL : Op.NOT_EQUAL;
        list.add(new Matcher("l" + random.nextInt(100), op, value(random)));
      }
      LabelMatchers matchers = new LabelMatchers(list);

      LabelMatchers again = LabelMatchers.parse(matchers.toString());

      assertThat(again.matchers())
          .extracting(Matcher::value)
          .isEqualTo(list.stream().map(Matcher::value).toList());
      assertThat(again).isEqualTo(matchers).hasToString(matchers.toString());
      assertThat(matchers.toString()).doesNotContain("\n");
    }
  }

  @Test
  void arbitraryTextIsReadOrRefusedButNeverBreaks() {
    Random random = new Random(7);
    String pieces = "ab_9=~!\"'`{},\\ unx0\n(|)*é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("a=~\"");
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      try {
        LabelMatchers read = LabelMatchers.parse(text.toString());
        assertThat(LabelMatchers.parse(read.toString())).isEqualTo(read);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining(" at character ");
      }
    }
  }

  @Test
  void aLabelOfOtherCharactersStandsInQuotes() {
    LabelMatchers matchers = LabelMatchers.parse("\"http.method\" = 'GET', b=\"c\"");

    assertThat(matchers).hasToString("\"http.method\"=\"GET\",b=\"c\"");
    assertThat(LabelMatchers.parse("\"job\"=\"x\"")).hasToString("job=\"x\"");
    assertThat(matches(matchers, Map.of("http.method", "GET", "b", "c"))).isTrue();
  }

  @Test
  void whateverANameIsItIsPrintedSoThatItIsReadAgain() {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      String name = value(random);
      if (!name.isEmpty()) {
        LabelMatchers matchers = new LabelMatchers(List.of(new Matcher(name, Op.EQUAL, "v")));

        LabelMatchers again = LabelMatchers.parse(matchers.toString());

        assertThat(again.matchers()).extracting(Matcher::label).containsExactly(name);
      }
    }
  }

  @Test
  void arbitraryQuotedTextIsReadOrRefusedButNeverBreaks() {
    Random random = new Random(13);
    String pieces = "\"'`\\abfnrtvxuU01789aAfF{}\n\u0000é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder().append("\"'`".charAt(random.nextInt(3)));
      for (int n = random.nextInt(14); n > 0; n--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      try {
        PromqlString.Read read = PromqlString.read(text.toString(), 0);
        assertThat(read.end()).isBetween(2, text.length());
        PromqlString.Read again = PromqlString.read(PromqlString.quote(read.value()), 0);
        assertThat(again.value()).isEqualTo(read.value());
      } catch (PromqlString.Malformed e) {
        assertThat(e.at()).isBetween(0, text.length());
      }
    }
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      int code = random.nextInt(random.nextBoolean() ? 128 : 0x20000);
      boolean half = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
      value.appendCodePoint(half ? 'x' : code);
    }
    return value.toString();
  }

  private static boolean matches(LabelMatchers matchers, Map<String, String> labels) {
    return matchers.matches(name -> labels.getOrDefault(name, ""));
  }
}
