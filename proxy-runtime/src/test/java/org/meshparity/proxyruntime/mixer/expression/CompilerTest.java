package org.meshparity.proxyruntime.mixer.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ReportReader;
import org.meshparity.proxyruntime.attribute.ReportRequests;

class CompilerTest {

  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          Map.ofEntries(
              Map.entry("as", ValueType.STRING),
              Map.entry("bs", ValueType.STRING),
              Map.entry("request.host", ValueType.STRING),
              Map.entry("ai", ValueType.INT64),
              Map.entry("bi", ValueType.INT64),
              Map.entry("ab", ValueType.BOOL),
              Map.entry("ad", ValueType.DOUBLE),
              Map.entry("adur", ValueType.DURATION),
              Map.entry("at", ValueType.TIMESTAMP),
              Map.entry("bt", ValueType.TIMESTAMP),
              Map.entry("aip", ValueType.IP_ADDRESS),
              Map.entry("ar", ValueType.STRING_MAP),
              Map.entry("br", ValueType.STRING_MAP),
              Map.entry("adns", ValueType.DNS_NAME),
              Map.entry("auri", ValueType.URI),
              Map.entry("amail", ValueType.EMAIL_ADDRESS)));

  private static final AttributeBag BAG =
      AttributeBag.builder()
          .text("as", "abc")
          .text("request.host", "Reviews.default:9080")
          .whole("ai", 20)
          .flag("ab", true)
          .put("ad", new org.meshparity.proxyruntime.attribute.AttributeValue.Real(0.1))
          .span("adur", Duration.ofMillis(1_500))
          .moment("at", Instant.parse("2015-01-02T15:04:35.000001Z"))
          .raw("aip", new byte[] {10, 1, 12, 3})
          .textMap("ar", Map.of("app", "reviews", "empty", "", "abc", "found"))
          .text("adns", "Istio.IO.")
          .text("auri", "http://istio.io/a?b")
          .text("amail", "me@Istio.io")
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "as ~ abc",
        "bs | as ~ abc",
        "bs | \"fallback\" ~ fallback",
        "ar[\"empty\"] | \"fallback\" ~ $$",
        "ar[\"none\"] | \"fallback\" ~ fallback",
        "br[\"app\"] | ar[\"app\"] | \"x\" ~ reviews",
        "(br | ar)[\"app\"] ~ reviews",
        "ar[as] ~ found",
        "ar[bs] | \"x\" ~ x",
        "bs | as == \"abc\" ~ true",
        "ai == 20 && ab ~ true",
        "ai != 20 || ab == false ~ false",
        "false || false || true ~ true",
        "true || bs == \"never evaluated\" ~ true",
        "false && bs == \"never evaluated\" ~ false",
        "ai < 21 ~ true",
        "ai <= 20 ~ true",
        "ai > 20 ~ false",
        "ai >= 21 ~ false",
        "as < \"abd\" ~ true",
        "ad < 0.2 ~ true",
        "ad == 0.1 ~ true",
        "ad ~ 0.1",
        "1e21 ~ 1000000000000000000000",
        ".5 ~ 0.5",
        "adur ~ 1.5s",
        "\"0ms\" ~ 0s",
        "\"1h2m3.5s\" ~ 1h2m3.5s",
        "at ~ 2015-01-02T15:04:35.000001Z",
        "at == timestamp(\"2015-01-02T15:04:35.000001Z\") ~ true",
        "bt | timestamp(\"2015-01-02T16:04:35+01:00\") ~ 2015-01-02T15:04:35.000000Z",
        "at > timestamp(\"2015-01-02T15:04:35Z\") ~ true",
        "aip ~ 10.1.12.3",
        "aip == ip(\"10.1.12.3\") ~ true",
        "ip(\"::ffff:10.1.12.3\") == aip ~ true",
        "ip(\"2001:db8:0:0:0:0:0:1\") ~ 2001:db8::1",
        "ar ~ abc=found&app=reviews&empty=",
        "emptyStringMap() ~ $$",
        "br | emptyStringMap() ~ $$",
        "conditional(ai == 20, \"yes\", \"no\") ~ yes",
        "conditionalString(ab, \"yes\", \"no\") ~ yes",
        "conditional(ab, ai, 0) ~ 20",
        "match(as, \"ab*\") ~ true",
        "match(as, \"*bc\") ~ true",
        "match(as, \"a*c\") ~ false",
        "match((bs | \"-\"), \"kube-probe*\") == false ~ true",
        "as.startsWith(\"ab\") ~ true",
        "request.host.endsWith(\":9080\") ~ true",
        "\"a.*\".matches(as) ~ true",
        "\"b\".matches(as) ~ true",
        "\"^b\".matches(as) ~ false",
        "(bs | as).startsWith(\"abc\") ~ true",
        "ar[\"app\"].startsWith(\"rev\") ~ true",
        "toLower(request.host) ~ reviews.default:9080",
        "reverse(as) ~ cba",
        "as.reverse() ~ cba",
        "size(\"äb\") ~ 3",
        "size(as) == 3 ~ true",
        "as + \"/\" + request.host ~ abc/Reviews.default:9080",
        "ai + 22 ~ 42",
        "'single' ~ single",
        "`raw\\n` ~ raw\\n",
        "\"tab\\tquote\\\"\\u00e4\\x41\\101\" ~ $tab\tquote\"äAA$",
        "TRUE ~ true",
        "adns == dnsName(\"istio.io\") ~ true",
        "amail == email(\"me@istio.io\") ~ true",
        "amail == email(\"ME@istio.io\") ~ false",
        "auri == uri(\"HTTP://ISTIO.io/a?b\") ~ true",
        "auri == uri(\"http://istio.io/a?c\") ~ false",
        "((((as)))) ~ abc"
      })
  void expressionsHaveTheValuesMixerGivesThem(String text, String label) throws ExpressionFault {
    assertThat(label(text, BAG)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "as ~ 0 ~ lookup failed: 'as'",
        "bs | as ~ 0 ~ lookup failed: 'as'",
        "ar[\"app\"] ~ 0 ~ lookup failed: 'ar'",
        "as == \"x\" ~ 0 ~ lookup failed: 'as'",
        "bs | conditional(true, as, \"x\") ~ 0 ~ lookup failed: 'as'",
        "ip(as) ~ 1 ~ could not convert abc to IP_ADDRESS",
        "timestamp(as) ~ 1 ~ could not convert 'abc' to TIMESTAMP, expected 2015-01-02T15:04:35Z",
        "ar[\"nothing\"] ~ 1 ~ member lookup failed: 'nothing'",
        "as.matches(bs) ~ 0 ~ lookup failed: 'as'"
      })
  void whatIsAbsentOrCannotBeConvertedFailsTheReport(String text, int full, String message) {
    AttributeBag bag = full == 1 ? BAG : AttributeBag.builder().build();

    assertThatThrownBy(() -> label(text, bag))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessage(message);
  }

  @Test
  void aValueOfAnotherTypeThanDeclaredFailsTheReport() {
    AttributeBag bag = AttributeBag.builder().text("ai", "abc").build();

    assertThatThrownBy(() -> label("ai | 200", bag))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessage("error converting value of ai to INT64: 'abc'");
  }

  @Test
  void wholeNumbersAndDurationsStandForEachOther() throws ExpressionFault {
    AttributeBag bag =
        AttributeBag.builder().whole("adur", 386_000_000).span("ai", Duration.ofNanos(5)).build();

    assertThat(label("adur", bag)).isEqualTo("386ms");
    assertThat(label("ai", bag)).isEqualTo("5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "request.hosts ~ 0 ~ unknown attribute request.hosts; did you mean request.host?",
        "as == nothing.like.it ~ 6 ~ unknown attribute nothing.like.it",
        "ai == \"x\" ~ 6 ~ $\"==\" has as argument 2 STRING, expected INT64$",
        "true == ai ~ 8 ~ $\"==\" has as argument 2 INT64, expected BOOL$",
        "as | 5 ~ 5 ~ $\"|\" has as argument 2 INT64, expected STRING$",
        "as | \"0\" ~ 5 ~ $\"|\" has as argument 2 DURATION, expected STRING$",
        "as && ab ~ 0 ~ $\"&&\" has as argument 1 STRING, expected BOOL$",
        "as[\"x\"] ~ 0 ~ $\"[]\" has as argument 1 STRING, expected STRING_MAP$",
        "ar[5] ~ 3 ~ $\"[]\" has as argument 2 INT64, expected STRING$",
        "adur == adur ~ 5 ~ $\"==\" does not work for DURATION$",
        "ar == br ~ 3 ~ $\"==\" does not work for STRING_MAP$",
        "ab < ab ~ 3 ~ $\"<\" does not work for BOOL$",
        "ai * 2 ~ 3 ~ $Mixer has no operator \"*\"$",
        "!ab ~ 0 ~ $Mixer has no operator \"!\"; write (...) == false$",
        "-1 ~ 0 ~ Mixer has no numbers with a sign",
        "match(as) ~ 0 ~ match has 1 arguments, expected 2",
        "match(as, 1) ~ 10 ~ match has as argument 2 INT64, expected STRING",
        "matches(\"aaa\") ~ 0 ~ matches is written text.matches(...)",
        "as.match(\"x\") ~ 3 ~ match is written match(...)",
        "\"aaa\".matches(23) ~ 14 ~ matches has as argument 1 INT64, expected STRING",
        "mach(as, \"x\") ~ 0 ~ unknown function mach; did you mean match?",
        "conditional(as, 1, 2) ~ 12 ~ conditional has as argument 1 STRING, expected BOOL",
        "conditional(ab, 1, as) ~ 19 ~ conditional has as argument 3 STRING, expected INT64",
        "ip(\"10.1.12\") ~ 0 ~ could not convert 10.1.12 to IP_ADDRESS",
        "timestamp(\"242233\") ~ 0 ~ could not convert '242233' to TIMESTAMP, expected 2015-01-02T15:04:35Z",
        "\"(\".matches(as) ~ 4 ~ $\"(\" is no regular expression: missing closing )$",
        "ai = 2 ~ 3 ~ $\"=\" does not belong here; equality is written ==$",
        "@23 ~ 0 ~ $\"@\" does not belong here$",
        "as | ~ 4 ~ expected a value, found the end",
        "as bs ~ 3 ~ $expected an operator, found \"bs\"$",
        "(as ~ 3 ~ $expected \")\", found the end$",
        "ar[\"x\" ~ 6 ~ $expected \"]\", found the end$",
        "\"open ~ 0 ~ a string starts here and does not end",
        "\"\\q\" ~ 1 ~ an escape that does not exist",
        "as. ~ 3 ~ expected a method, found the end",
        "9223372036854775808 ~ 0 ~ a whole number must fit 64 bits",
        "1e999 ~ 0 ~ a number must fit a double",
        "$ $ ~ 1 ~ expected a value, found the end"
      })
  void mistakesAreToldWithTheirPlace(String text, int offset, String message) {
    assertThatThrownBy(() -> new Compiler(VOCABULARY, new Slots()).compile(text))
        .isInstanceOfSatisfying(
            ExpressionFault.class,
            fault -> {
              assertThat(fault.problem()).isEqualTo(message);
              assertThat(fault.offset()).isEqualTo(offset);
            });
  }

  @Test
  void nestingAndLengthAreBounded() {
    for (String text :
        List.of(
            "(".repeat(5_000) + "as",
            "as" + "[as]".repeat(2_000),
            "as|".repeat(3_000) + "as",
            "a".repeat(20_000))) {
      assertThatThrownBy(() -> new Compiler(VOCABULARY, new Slots()).compile(text))
          .isInstanceOf(ExpressionFault.class);
    }
  }

  @Test
  void theSameTextIsTheSameExpression() throws ExpressionFault {
    Compiler compiler = new Compiler(VOCABULARY, new Slots());

    assertThat(compiler.compile("as | \"x\"")).isSameAs(compiler.compile("as | \"x\""));
  }

  private static String label(String text, AttributeBag bag) throws ExpressionFault {
    Slots slots = new Slots();
    Expression expression = new Compiler(VOCABULARY, slots).compile(text);
    String[] label = new String[1];
    Frame[] frames = new Frame[1];
    Frame frame = new Frame(slots, () -> label[0] = Conversions.label(expression, frames[0]));
    frames[0] = frame;
    ReportReader reader = new ReportReader(slots::find);
    reader.open(ReportRequests.of(List.of(bag)).toByteArray());
    reader.read(frame);
    return label[0];
  }
}
