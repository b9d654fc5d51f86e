package org.meshparity.proxyruntime.mixer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.IstioRelease;

class MixerConfigurationTest {

  private static final String HEAD = "apiVersion: config.istio.io/v1alpha2\n";

  @TempDir private Path folder;

  @Test
  void customResourcesComeOnTopOfTheDefaultOnes() throws Exception {
    MixerConfiguration configuration =
        MixerConfiguration.load(IstioRelease.V1_4, List.of(resource("double-requests.yaml")));

    assertThat(configuration.metrics()).hasSize(9);
    assertThat(configuration.rules()).extracting(Rule::name).contains("promhttp", "doubleprom");
  }

  @Test
  void aResourceOfTheSameNameTakesTheDefaultsPlace() throws IOException {
    Path file =
        file(
            HEAD
                + "kind: rule\nmetadata: {name: promhttp, namespace: istio-system}\n"
                + "spec: {match: 'context.protocol == \"grpc\"',"
                + " actions: [{handler: prometheus, instances: [requestcount]}]}\n");

    MixerConfiguration configuration = MixerConfiguration.load(IstioRelease.V1_4, List.of(file));

    assertThat(configuration.rules()).hasSize(4);
    assertThat(configuration.rules().get(0).metrics()).hasSize(1);
  }

  @Test
  void allFaultsAreToldAtOnceWithTheirPlaces() throws Exception {
    Path file = resource("faulty.yaml");

    ConfigurationRefused refused =
        catchThrowableOfType(
            ConfigurationRefused.class,
            () -> MixerConfiguration.load(IstioRelease.V1_4, List.of(file)));

    assertThat(refused.faults())
        .extracting(fault -> fault.line() + ":" + fault.column() + " " + fault.message())
        .containsExactly(
            "7:12 spec.params.value: unknown attribute request.sise; did you mean request.size?,"
                + " in \"request.sise | 0\"",
            "9:28 spec.params.dimensions.host: \"|\" has as argument 2 INT64, expected STRING, in"
                + " \"request.host | 5\"",
            "10:28 spec.params.dimensions.code: expected a value, found the end, in"
                + " \"response.code |\"",
            "20:9 spec.params.metrics[0].label_names must be the dimensions of"
                + " sizes.instance.istio-system, but lack its host, code, user-agent",
            "22:15 spec.params.metrics[0].kind must be one of COUNTER, GAUGE, DISTRIBUTION, was"
                + " \"HISTOGRAM\"",
            "23:9 unknown key \"spec.params.metrics[0].label_name\"; did you mean label_names?",
            "25:24 spec.params.metrics[1].instance_name must be an instance, was"
                + " \"other.instance.istio-system\"; did you mean sizes.instance.istio-system?",
            "28:50 spec.params.metrics[1].buckets.explicit_buckets.bounds must rise, 1 does not",
            "34:10 spec.match must be a BOOL, was INT64",
            "36:16 spec.actions[0].handler must be a handler, was \"main\"",
            "40:7 kind must be one of instance, handler, rule, attributemanifest, was \"gadget\"",
            "44:1 mine.rule.istio-system is there already, in " + file + " line 30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "[1, 2] ~ a resource must be keys with values, was a list",
        "{kind: rule} ~ apiVersion is missing",
        "{apiVersion: v1, kind: rule, metadata: {name: a}, spec: {}} ~ apiVersion must be config.istio.io/v1alpha2, was v1",
        "{apiVersion: config.istio.io/v1alpha2, kind: gadget, metadata: {name: a}, spec: {}} ~ $kind must be one of instance, handler, rule, attributemanifest, was \"gadget\"$",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: A b}, spec: {}} ~ $metadata.name must be lower case letters, digits and dashes, was \"A b\"$",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: 5}, spec: {}} ~ metadata.name must be text, was 5; put it in quotes",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, spec: {}} ~ metadata is missing, with the name in it",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: a}} ~ spec is missing",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: a}, spec: {actions: []}} ~ spec.actions must be a list of at least one",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: a}, spec: {match: response.code, actions: [{handler: prometheus, instances: [requestcount]}]}} ~ spec.match must be a BOOL, was INT64",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: a}, spec: {actions: [{handler: prometeus, instances: [requestcount]}]}} ~ $spec.actions[0].handler must be a handler, was \"prometeus\"; did you mean prometheus?$",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: a}, spec: {actions: [{handler: prometheus, instances: [requestcounts]}]}} ~ $spec.actions[0].instances must be instances, was \"requestcounts\"; did you mean requestcount?$",
        "{apiVersion: config.istio.io/v1alpha2, kind: rule, metadata: {name: a, namespace: other}, spec: {actions: [{handler: prometheus, instances: [requestcount.instance.istio-system]}]}} ~ $spec.actions[0].handler must be a handler, was \"prometheus\"; did you mean prometheus?$",
        "{apiVersion: config.istio.io/v1alpha2, kind: instance, metadata: {name: a}, spec: {compiledTemplate: logentry, params: {}}} ~ $spec.compiled_template must be metric, was \"logentry\"$",
        "{apiVersion: config.istio.io/v1alpha2, kind: instance, metadata: {name: a}, spec: {compiledTemplate: metric, params: {value: 1}}} ~ spec.params.value must be text, was 1; put it in quotes",
        "{apiVersion: config.istio.io/v1alpha2, kind: instance, metadata: {name: a}, spec: {compiledTemplate: metric, params: {value: connection.mtls}}} ~ spec.params.value must be a number, a duration or a string with a number, was BOOL",
        "{apiVersion: config.istio.io/v1alpha2, kind: instance, metadata: {name: a}, spec: {compiledTemplate: metric, params: {value: '1', dimension: {}}}} ~ $unknown key \"spec.params.dimension\"; did you mean dimensions?$",
        "{apiVersion: config.istio.io/v1alpha2, kind: handler, metadata: {name: a}, spec: {compiledAdapter: stdio, params: {}}} ~ $spec.compiled_adapter must be prometheus, was \"stdio\"$",
        "{apiVersion: config.istio.io/v1alpha2, kind: handler, metadata: {name: a}, spec: {compiledAdapter: prometheus, params: {metricsExpirationPolicy: {metricsExpiryDuration: 10 minutes}}}} ~ $spec.params.metrics_expiration_policy.metrics_expiry_duration must be a duration like 10m, more than 0, was \"10 minutes\"$",
        "{apiVersion: config.istio.io/v1alpha2, kind: attributemanifest, metadata: {name: a}, spec: {attributes: {my.own: {valueType: TEXT}}}} ~ $spec.attributes.my.own.value_type must be one of STRING, INT64, DOUBLE, BOOL, TIMESTAMP, IP_ADDRESS, EMAIL_ADDRESS, URI, DNS_NAME, DURATION, STRING_MAP, was \"TEXT\"$",
        "{apiVersion: config.istio.io/v1alpha2, kind: attributemanifest, metadata: {name: a}, spec: {attributes: {request.size: {valueType: STRING}}}} ~ spec.attributes.request.size.value_type is STRING, but another manifest says that request.size is INT64"
      })
  void faultsNameThePlaceAndWhatWouldBeRight(String yaml, String message) throws IOException {
    assertThatThrownBy(() -> MixerConfiguration.load(IstioRelease.V1_4, List.of(file(yaml))))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "explicit_buckets: {bounds: [1, 1]} ~ bounds must rise, 1 does not",
        "explicit_buckets: {bounds: []} ~ bounds must be a list of 1 to 1000 numbers",
        "explicit_buckets: {bounds: [.inf]} ~ must be a",
        "explicit_buckets: {bounds: [x]} ~ $bounds must be a number, was \"x\"$",
        "linear_buckets: {num_finite_buckets: 0, width: 1} ~ num_finite_buckets must be a number from 1 to 1000, was",
        "linear_buckets: {num_finite_buckets: 2000000000, width: 1} ~ num_finite_buckets must be a number from 1 to 1000, was",
        "linear_buckets: {num_finite_buckets: 3, width: 0} ~ width must be a number of at least",
        "exponential_buckets: {num_finite_buckets: 3, scale: 1, growth_factor: 1} ~ growth_factor must be a number of at least",
        "exponential_buckets: {num_finite_buckets: 1000, scale: 1, growth_factor: 10} ~ bounds must rise and be finite",
        "{} ~ buckets must have exactly one of explicit_buckets, linear_buckets, exponential_buckets"
      })
  void impossibleBucketsAreRefused(String buckets, String message) throws IOException {
    String written = buckets.equals("{}") ? "{}" : "{" + buckets + "}";
    Path file =
        handler(
            "{name: b, instance_name: requestsize, kind: DISTRIBUTION, label_names: [], buckets: "
                + written
                + "}");

    assertThatThrownBy(() -> MixerConfiguration.load(IstioRelease.V1_4, List.of(file)))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "{name: b, instance_name: nothing, kind: COUNTER} ~ $instance_name must be an instance, was \"nothing\"$",
        "{name: requests_total, instance_name: mine, kind: COUNTER, label_names: [a-b]} ~ label_names must need no rewriting",
        "{name: requests_total, instance_name: mine, kind: COUNTER} ~ makes the series istio_requests_total, which istio_requests_total has already",
        "{name: request_bytes_sum, instance_name: mine, kind: GAUGE} ~ makes the series istio_request_bytes_sum, which istio_request_bytes has already",
        "{name: b, instance_name: mine, kind: COUNTER, label_names: [c, c]} ~ $label_names names \"c\" twice$",
        "{name: b, instance_name: mine, kind: DISTRIBUTION, label_names: [le]} ~ $label_names must be label names, was \"le\"$",
        "{name: b, instance_name: mine, kind: COUNTER, label_names: [__x]} ~ $label_names must be label names, was \"__x\"$",
        "{name: b, instance_name: mine, kind: COUNTER, label_names: [other]} ~ which lacks other",
        "{name: b c%, instance_name: mine, kind: COUNTER} ~ $must make a Prometheus metric name, made \"istio_b_c%\"$",
        "{name: b, instance_name: mine, kind: COUNTER, buckets: {}} ~ buckets make sense for a DISTRIBUTION only"
      })
  void metricsThatCannotBeShownAreRefused(String metric, String message) throws IOException {
    Path file = handler(metric);

    assertThatThrownBy(() -> MixerConfiguration.load(IstioRelease.V1_4, List.of(file)))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesAreMadeFitForPrometheus() throws IOException {
    Path file =
        handler(
            "{name: /my/own metric.name-x, namespace: my-mesh, instance_name: mine, kind: GAUGE}");

    MixerConfiguration configuration = MixerConfiguration.load(IstioRelease.V1_4, List.of(file));

    assertThat(configuration.metrics().get(8).series()).isEqualTo("mymesh_my_own_metric_namex");
    assertThat(configuration.metrics().get(8).help()).isEqualTo("/my/own metric.name-x");
    assertThat(configuration.metrics().get(8).expiry()).isEmpty();
  }

  @Test
  void oneNameTwiceIsRefused() throws IOException {
    String manifest =
        HEAD + "kind: attributemanifest\nmetadata: {name: a}\nspec: {attributes: {}}\n";

    assertThatThrownBy(
            () ->
                MixerConfiguration.load(
                    IstioRelease.V1_4, List.of(file(manifest + "---\n" + manifest))))
        .hasMessageContaining("a.attributemanifest.istio-system is there already, in ")
        .hasMessageContaining(" line 1");
  }

  @Test
  void attributesOfOnesOwnAreKnown() throws IOException {
    Path file =
        file(
            HEAD
                + "kind: attributemanifest\nmetadata: {name: mine}\n"
                + "spec: {attributes: {my.tenant: {valueType: STRING}}}\n---\n"
                + HEAD
                + "kind: instance\nmetadata: {name: mine}\n"
                + "spec: {compiledTemplate: metric, params: {value: '1', dimensions: {tenant: 'my.tenant | \"none\"'}}}\n");

    assertThat(MixerConfiguration.load(IstioRelease.V1_4, List.of(file)).slots().find("my.tenant"))
        .isGreaterThanOrEqualTo(0);
  }

  @Test
  @Timeout(20)
  void bombsAreRefusedOrCostNothing() throws IOException {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a").append(i).append(": &a").append(i).append(" [");
      laughs.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    String deep = "[".repeat(100_000);
    String self = "&a {apiVersion: *a, kind: *a, metadata: *a, spec: *a}";
    for (String bomb :
        List.of(laughs.toString(), deep, self, "x".repeat(2 << 20), "\u0000", "a: b: c")) {
      assertThatThrownBy(() -> MixerConfiguration.load(IstioRelease.V1_4, List.of(file(bomb))))
          .isInstanceOf(ConfigurationRefused.class);
    }
  }

  @Test
  void anEmptyFileAndOneThatIsNotThereAreRefused() throws IOException {
    assertThatThrownBy(() -> MixerConfiguration.load(IstioRelease.V1_4, List.of(file("---\n"))))
        .hasMessageEndingWith("has no resource in it");
    assertThatThrownBy(
            () -> MixerConfiguration.load(IstioRelease.V1_4, List.of(folder.resolve("none.yaml"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read ");
  }

  @Test
  void theDefaultPolicyIsTenMinutesLookedAtTwice() {
    MixerConfiguration configuration = MixerConfiguration.of(IstioRelease.V1_4);

    assertThat(configuration.metrics())
        .allSatisfy(
            metric ->
                assertThat(metric.expiry().orElseThrow().after())
                    .isEqualTo(Duration.ofMinutes(10)));
    assertThat(configuration.expiryCheck().orElseThrow().toMinutes()).isEqualTo(5);
  }

  private Path handler(String metric) throws IOException {
    return file(
        HEAD
            + "kind: instance\nmetadata: {name: mine}\nspec: {compiledTemplate: metric, params: {value: '1'}}\n---\n"
            + HEAD
            + "kind: handler\nmetadata: {name: zmine}\nspec: {compiledAdapter: prometheus, params: {metrics: ["
            + metric
            + "]}}\n");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "resources", ".yaml"), text);
  }

  private static Path resource(String name) throws Exception {
    return Path.of(MixerConfigurationTest.class.getResource("/mixer/" + name).toURI());
  }
}
