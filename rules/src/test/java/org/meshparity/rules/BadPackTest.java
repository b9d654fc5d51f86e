package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake in an otherwise sound pack: the reader names it, the schema finds what it can. */
class BadPackTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Packs.schema(), InputFormat.JSON);

  /** A mistake made by replacing a piece of the sound pack, and the one fault it must give. */
  record Mistake(String piece, String other, String fault, boolean schemaKnows) {
    @Override
    public String toString() {
      return other.strip().lines().findFirst().orElse("nothing") + " for " + piece.strip();
    }
  }

  /** Both refuse it. */
  private static Mistake both(String piece, String other, String fault) {
    return new Mistake(piece, other, fault, true);
  }

  /** Beyond what a schema can say. */
  private static Mistake reader(String piece, String other, String fault) {
    return new Mistake(piece, other, fault, false);
  }

  static Stream<Mistake> keys() {
    return Stream.of(
        both("identity:", "identty:", "4:1: unknown key \"identty\"; did you mean identity?"),
        both("le: includes", "lee: includes", "\"metrics[1].legacy.lee\"; did you mean le?"),
        both("expiry", "colour", "unknown key \"sides.legacy.colour\"; allowed: selector, "),
        both("name: shop-v1-to-v2\n", "", "1:1: name is missing"),
        both("version: 1.2.3\n", "", "version is missing"),
        both(
            "lag: 1m",
            "max: 1m",
            "\"metrics[1].candidate.max\"; allowed: series, where, parts, factor, lag"),
        both("scrape-interval: 250ms", "expiry: 1m", "sides.candidate.scrape-interval is missing"),
        both("    up-to: 12.5%\n", "", "up-to is missing"),
        both("    when: 'shop=\"unknown\"'\n", "", "when is missing"),
        both("holds: 100", "hold: 100", "unknown key \"losses[0].hold\"; did you mean holds?"),
        both("{of: legacy, ", "{", "of is missing"),
        both("    title: probes are counted\n", "", "causes[0].title is missing"),
        both(
            "    when: 'shop=\"none\"'\n    side: candidate-more\n",
            "    when: 'shop=\"none\"'\n",
            "causes[0].side is missing"),
        both(
            "    instead-of: 'status=~\"500|200\"'\n",
            "    instead-of: 'status=\"500\"'\n    side: either\n",
            "causes[1].side must be left out with instead-of"),
        both("    reference: example/shop#1\n", "", "reference is missing"),
        both("checked: 2026", "seen: 2026", "provenance.checked is missing"),
        both("    unit: orders\n", "", "metrics[0].unit is missing"),
        both("kind: start-time", "type: start-time", "sides.candidate.restart.kind is missing"),
        both(", replace: \"$1\"", "", "regex.replace is missing"),
        reader("lag: 2s, ", "", "metrics[0].legacy.lag is missing"),
        reader("unit: orders\n", "unit: orders\n    unit: orders\n", "the key \"unit\" twice"),
        reader("\"tls\": \"mutual\"", "tls: a, tls: b", "values has the key \"tls\" twice"));
  }

  static Stream<Mistake> values() {
    return Stream.of(
        both(
            "factor: 1000",
            "factor: 0",
            "23:67: metrics[1].legacy.factor must be more than 0, was \"0\""),
        both("holds: 100", "holds: 0", "holds must be more than 0, was \"0\""),
        both("holds: 100", "holds: 1.5", "holds must be a whole number"),
        both("on: candidate", "on: both", "on must be one of legacy, candidate"),
        reader("outcome: [status]", "outcome: [colour]", "outcome must be in identity"),
        reader(
            "instead-of: 'status", "instead-of: 'colour", "must be about labels of the identity"),
        both("factor: 1000", "factor: -1", "factor must be more than 0, was \"-1\""),
        both("factor: 1000", "factor: \"1000\"", "factor must be a number, without quotes"),
        both("factor: 1000", "factor: .inf", "factor must be a number like 1000 or 0.5"),
        both("lag: 1m", "lag: -1s", "lag must be a duration like 15s, 1h30m or 250ms, was \"-1s\""),
        both("lag: 1m", "lag: 5", "lag must be text, so put it in quotes"),
        both("lag: 1m", "lag: 5 seconds", "lag must be a duration"),
        both("lag: 1m", "lag:", "lag must have a value"),
        both("scrape-interval: 15s", "scrape-interval: 0s", "must be more than 0s"),
        both("[order_seconds, order_time_seconds]", "[]", "series must not be an empty list"),
        both("series: orders_total", "series: ''", "series must be a Prometheus metric name"),
        both("series: orders_total", "series: {a: b}", "must be a single value, was a mapping"),
        both("le: excludes", "le: sometimes", "le must be one of includes, excludes, was"),
        both("ties: none", "ties: never", "ties must be one of possible, none"),
        both("type: counter", "type: gauge", "type must be one of counter, histogram, summary"),
        both("values: continuous", "values: real", "values must be one of integer, continuous"),
        both("\"500\": 490", "\"5OO\": 490", "edges has a key that must be a number"),
        both("\"500\": 490", "\"500\": x", "edges.500 must be a number"),
        both("above: 0.5", "above: -0.5", "precision.above must be 0 or more"),
        both("from: 20/21", "from: 20/0", "sum.from must be a fraction like 20/21"),
        both("sum: exact", "sum: rough", "sum must be exact"),
        both("add: 1", "add: -1", "sum.below.add must be 0 or more"),
        both("bound: 10", "bound: 0", "sum.below.bound must be more than 0"),
        reader("\"10\": 0.1", "\"0\": 0.1", "sum.bins has a key that must be more than 0"),
        both("\"10\": 0.1", "\"10\": 0", "sum.bins.10 must be more than 0"),
        both("\"10\": 0.1", "\"ten\": 0.1", "sum.bins has a key that must be a number"),
        both("[250, 1000]", "[250, 0]", "thresholds[1] must be more than 0"),
        both("[250, 1000]", "[250, 250]", "thresholds names 250 twice"),
        both("\"<= 10000\"", "\"< 10000\"", "comparable must be a range like \"<= 10000\""),
        both("12.5%", "12.5", "up-to must be a percentage like 100%"),
        both("12.5%", "0%", "up-to must be more than 0"),
        reader("12.5%", "100000%", "up-to must be at most 1000%"),
        reader(
            "up-to: 12.5%", "up-to: 12.5%\n    or-up-to: 9", "or-up-to is for claims about values"),
        both(
            "side: candidate-more",
            "side: more",
            "side must be one of candidate-more, legacy-more"),
        both("1.2.3", "1.2", "version must be text, so put it in quotes"),
        both("shop-v1-to-v2", "Shop V1", "name must be lower case words joined by dashes"),
        both("checked: 2026-11-22}\n  - name", "checked: 22.11.2026}\n  - name", "must be a date"),
        reader(
            "checked: 2026-11-22}\n  - name", "checked: 2026-02-30}\n  - name", "must be a date"),
        both("https://example.com/orders", "example", "must be an address that starts with https"),
        both("[shop, status,", "[shop, le,", "must be a label of the application"),
        both("[shop, status,", "[shop, __name__,", "must be a label of the application"),
        both("[shop, status,", "[shop, shop,", "identity names shop twice"),
        both("case: lower", "case: upper", "case must be lower"),
        both(
            "{\"tls\": \"mutual\"}",
            "{\"tls\": 5}",
            "values.tls must be text, so put it in quotes"),
        both("from: old_policy", "from: old policy", "from must be a label name"),
        both(
            "metrics:\n  - name: orders",
            "metrics: 5\nx:\n  - name: orders",
            "metrics must be a list"),
        reader(
            "mode-(.*)",
            "mode-(.*",
            "match must be an RE2 expression (error parsing regexp: missing closing )"),
        reader("mode-(.*)", "(?=a)(b)", "match must be an RE2 expression (error parsing regexp"),
        reader("mode-(.*)", "((a{1000}){1000}){1000}", "must not repeat more than 1000 times"),
        reader("\"$1\"", "\"$2\"", "replace must name groups of the expression"),
        reader("'job=\"old\"'", "'job=\"old\"} or vector(1)'", "selector label matchers must look"),
        reader("'job=\"old\"'", "'job=~\"(\"'", "the value of job must be an RE2"));
  }

  static Stream<Mistake> references() {
    return Stream.of(
        reader(
            "label: policy",
            "label: polici",
            "a label of the identity, was \"polici\"; did you mean policy?"),
        reader("label: policy", "label: shop", "labels[1].label must not stand twice"),
        reader(
            "shop=\"unknown\"",
            "shp=\"unknown\"",
            "shp is none, was \"shp=\"unknown\"\"; did you mean shop?"),
        both("shop=\"unknown\"", "", "when must name at least one label"),
        reader("[orders, order-time]", "[orders, order-tim]", "did you mean order-time?"),
        reader("name: order-time", "name: orders", "metrics[1].name must not stand twice"),
        reader("order_seconds,", "orders_total,", "legacy.series must not name orders_total twice"),
        reader("order_milliseconds", "order_milliseconds_bucket", "name without _bucket"),
        reader("{series: shop_started, kind: start-time}", "shop_up", "must end in _uptime"),
        reader("\"0.5\": 1", "\"0.5\": 491", "must not fall from one bound to the next, 490 does"),
        reader("\"0.5\": 1", "\"500.0\": 490", "must not name the bound 500 twice"),
        reader("\"10\": 0.1", "\"10\": 2", "sum.bins must not fall from one bound to the next"),
        reader("\"10\": 0.1", "\"100\": 0.1", "sum.bins must not name the bound 1E+2 twice"),
        reader("to: 22/21", "to: 19/21", "sum.to must be at least from"),
        reader("[250, 1000]", "[250, 20000]", "20000 does not"),
        both("factor: 0.5", "le: includes", "le must be left out, it is only for histograms"),
        both(
            "both: {values: {\"\": unknown}}", "", "must be followed by both, legacy or candidate"),
        both("legacy: {from: old", "both: {from: old", "must stand alone"),
        reader("both: {values: {\"\": unknown}}", "both: {from: x}", "said for each label apart"));
  }

  static Stream<Mistake> mappings() {
    return Stream.of(
        both("{series: orders_total}", "{parts: []}", "parts must not be an empty list"),
        both(
            "{series: orders_total}",
            "{parts: [{series: a, label: {x: y}}]}",
            "legacy.parts[0].label\"; did you mean labels?"),
        both(
            "{series: orders_total}",
            "{series: a, parts: [{series: b}]}",
            "legacy.series must be left out where there are parts"),
        both(
            "{series: orders_total}",
            "{where: 'a=\"b\"', parts: [{series: b}]}",
            "legacy.where must be said for each part"),
        reader(
            "{series: orders_total}",
            "{parts: [{series: a}, {series: a}]}",
            "15:44: metrics[0].legacy.parts[1].series must not name a twice on one side"),
        reader(
            "{series: orders_total}",
            "{parts: [{series: a, where: 'x=\"1\"'}, {series: a, where: 'y=\"2\"'}]}",
            "unless where asks one label for different values"),
        reader(
            "{series: orders_total}",
            "{series: a, where: 'le=\"1\"'}",
            "where must be about labels of the application"),
        both("le: includes, sum", "buckets: native, le: includes, sum", "native histogram says"),
        both("le: includes, sum", "buckets: sparse, sum", "buckets must be one of classic, native"),
        both(
            "{series: orders_total}", "{series: a, sum: exact}", "sum must be left out, a counter"),
        both("{series: orders_total}", "{series: a, buckets: native}", "only for histograms"),
        both("case: lower, values", "otherwise: x, case: lower, valuez", "unknown key"),
        both(
            ", values: {\"tls\": \"mutual\"}", ", otherwise: x", "otherwise must follow on values"),
        both(
            "{from: old_policy, regex",
            "{join: {labels: [a], with: x}, regex",
            "must name two or more"),
        both("{from: old_policy, regex", "{join: {labels: [a, b]}, regex", "join.with is missing"),
        both(
            "{from: old_policy, regex",
            "{from: x, join: {labels: [a, b], with: x}, regex",
            "join must stand alone, without from"),
        both("case: lower,", "set: {when: 'a=\"b\"'},", "set[0].to is missing"),
        reader("case: lower,", "set: {when: 'le=\"b\"', to: x},", "when must be about labels"),
        both("case: lower,", "strip: host,", "strip must be port"),
        both(
            "side: candidate-more",
            "claims: [sum]\n    side: candidate-more",
            "claims must be a claim"),
        both(
            "side: candidate-more",
            "releases: 1.x\n    side: candidate-more",
            "a range of releases"));
  }

  @ParameterizedTest
  @MethodSource({"keys", "values", "references", "mappings"})
  void theReaderNamesPlaceValueAndRemedy(Mistake mistake) {
    String yaml = SoundPack.with(mistake.piece(), mistake.other());

    PackFaults refusal = refusal(yaml);

    assertThat(refusal).hasMessageContaining(mistake.fault());
    assertThat(refusal.faults()).allSatisfy(fault -> assertThat(fault.line()).isPositive());
  }

  @ParameterizedTest
  @MethodSource({"keys", "values", "references", "mappings"})
  void theSchemaRefusesWhatASchemaCanSay(Mistake mistake) {
    String yaml = SoundPack.with(mistake.piece(), mistake.other());
    if (mistake.schemaKnows()) {
      assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
    }
  }

  @Test
  void theSchemaAcceptsTheSoundPackAndTheReaderToo() {
    assertThat(SCHEMA.validate(SoundPack.YAML, InputFormat.YAML)).isEmpty();
    assertThat(SoundPack.read(SoundPack.YAML).metrics()).hasSize(2);
    assertThat(SCHEMA.validate(SoundPack.MAPPING, InputFormat.YAML)).isEmpty();
    assertThat(SoundPack.read(SoundPack.MAPPING).metrics()).hasSize(2);
  }

  @Test
  void everyBuiltInPackIsValidByTheSchema() {
    for (String name : Packs.builtInNames()) {
      assertThat(SCHEMA.validate(Packs.yaml(name), InputFormat.YAML)).as(name).isEmpty();
    }
  }

  @Test
  void allFaultsAreToldAtOnceInTheOrderOfTheFile() {
    String yaml =
        SoundPack.with("factor: 1000", "factor: 0")
            .replace("12.5%", "-1%")
            .replace("version: 1.2.3", "version: one");

    List<PackFault> faults = refusal(yaml).faults();

    assertThat(faults).extracting(PackFault::line).containsExactly(2, 23, 47);
    assertThat(faults.get(0))
        .hasToString("shop.yaml:2:10: version must be three numbers like 1.0.0, was \"one\"");
  }

  @Test
  void oneSeriesFromTheSameTargetsOnBothSidesIsRefused() {
    String yaml =
        SoundPack.with("series: shop_orders_total", "series: orders_total")
            .replace("'job=\"new\",cluster=~\"eu-.*\"'", "'job=\"old\"'");

    assertThat(refusal(yaml)).hasMessageContaining("give the sides different selectors");
  }

  @Test
  void differentSeriesFromTheSameTargetsAreSound() {
    String yaml = SoundPack.with("'job=\"new\",cluster=~\"eu-.*\"'", "'job=\"old\"'");

    assertThat(SoundPack.read(yaml).candidate().selector()).hasToString("job=\"old\"");
  }

  private static PackFaults refusal(String yaml) {
    return catchThrowableOfType(PackFaults.class, () -> SoundPack.read(yaml));
  }
}
