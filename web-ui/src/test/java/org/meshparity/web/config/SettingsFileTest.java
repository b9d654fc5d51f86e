package org.meshparity.web.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.source.settings.SettingsFault;
import org.meshparity.rules.Packs;

class SettingsFileTest {

  private static final String GOOD =
      """
      sources:
        prod: {url: "https://mesh:${PASSWORD}@prometheus.example/prod"}
      comparisons:
        - name: istio-eu
          pack: istio-mixer-to-inproxy
          legacy: {source: prod, selector: 'job="istio-mesh",cluster="eu"'}
          candidate: {source: prod, scrape-interval: 30s}
          window: 30m
          every: 1m
          tolerance: 2%
      """;

  @TempDir private Path folder;

  private List<ComparisonPlan> read(String text) throws IOException {
    Path file = folder.resolve("meshparity.yaml");
    Files.writeString(file, text);
    return SettingsFile.read(file, Map.of("PASSWORD", "s3cret"));
  }

  @Test
  void aGoodFileIsReadWhole() throws IOException {
    ComparisonPlan plan = read(GOOD).get(0);

    assertThat(plan.name()).isEqualTo("istio-eu");
    assertThat(plan.pack().name()).isEqualTo("istio-mixer-to-inproxy");
    assertThat(plan.window()).isEqualTo(Duration.ofMinutes(30));
    assertThat(plan.tolerance()).isEqualByComparingTo("0.02");
    assertThat(plan.candidate().scrapeInterval()).contains(Duration.ofSeconds(30));
    assertThat(plan.legacy().source().name()).isEqualTo("prod");
    assertThat(plan.scheduled().every()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aModeMayBeGiven() throws IOException {
    String drained = GOOD.replace("window: 30m", "mode: drained");

    assertThat(read(GOOD).get(0).mode()).isEqualTo(Mode.PAIRED);
    assertThat(read(drained).get(0).mode()).isEqualTo(Mode.DRAINED);
  }

  @Test
  void aRunMayBeKeptWithinLimits() throws IOException {
    String bounded = GOOD.replace("window: 30m", "max-queries: 90\n    max-samples: 5M");

    assertThat(read(GOOD).get(0).limits()).isEqualTo(RunLimits.DEFAULT);
    assertThat(read(bounded).get(0).limits())
        .isEqualTo(RunLimits.DEFAULT.withMaxQueries(90).withMaxSamples(5_000_000));
  }

  @Test
  void aSideThatIsReadEarlierObservesOtherRequests() throws IOException {
    String earlier = GOOD.replace("scrape-interval: 30s", "offset: 1d");

    assertThat(read(earlier).get(0).candidate().offset()).isEqualTo(Duration.ofDays(1));
    assertThat(read(earlier).get(0).mode()).isEqualTo(Mode.UNPAIRED);
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(() -> read(earlier.replace("window: 30m", "mode: paired")))
        .withMessageContaining("meshparity.yaml:8: offset compares different requests");
  }

  @Test
  void severalSourcesAreASideWithAClusterEach() throws IOException {
    String two = GOOD.replace("comparisons:", "  us: {url: 'http://us:9090'}\ncomparisons:");
    String clustered =
        two.replace("source: prod, scrape", "source: 'eu=prod,us=us', scrape")
            .replace("candidate: {", "candidate: {selector: 'job=\"envoy-stats\"', ");

    assertThat(read(clustered).get(0).candidate().source().name()).isEqualTo("eu=prod,us=us");
    assertThat(read(clustered).get(0).scheduled()).isNotNull();
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(() -> read(clustered.replace("us=us", "us=usa")))
        .withMessageContaining("meshparity.yaml:8: no source \"usa\"; known are prod, us");
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(() -> read(clustered.replace("us=us", "us")))
        .withMessageContaining("several sources must look like eu=prod-eu,us=prod-us");
  }

  @Test
  void aPackMayBeReadForARelease() throws IOException {
    Files.createDirectories(folder.resolve("packs"));
    Files.writeString(folder.resolve("packs/mine.yaml"), Packs.yaml("istio-mixer-to-inproxy"));

    assertThat(read(GOOD.replace("inproxy\n", "inproxy@1.5\n")).get(0).pack().name())
        .isEqualTo("istio-mixer-to-inproxy@1.5");
    assertThat(read(GOOD.replace("istio-mixer-to-inproxy", "mine@1.4")).get(0).pack().name())
        .isEqualTo("istio-mixer-to-inproxy@1.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window: 30m        | windows: 30m        | 8 | unknown key \"windows\"",
        "window: 30m        | window: half        | 8 | window must be a duration",
        "window: 30m        | window: 0s          | 8 | longer than 0",
        "window: 30m        | max-queries: 0      | 8 | max-queries must be a whole number above 0",
        "window: 30m        | max-samples: 1.5G   | 8 | like 500, 500k, 500M or 5G",
        "every: 1m          | mode: pared         | 9 | mode must be paired, unpaired or drained",
        "every: 1m          | every: [1m]         | 9 | must be one value",
        "tolerance: 2%      | tolerance: 200%     | 10 | tolerance must be 0% to 100%",
        "name: istio-eu     | name: 'istio eu/1'  | 4 | comparison name must be",
        "pack: istio-mixer-to-inproxy | pack: istio-mixer-to-inproxi | 5 | must be a file, or a"
            + " built-in pack",
        "legacy: {source: prod, | legacy: {source: prot, | 6 | no source \"prot\"; known are prod",
        "cluster=\"eu\"     | cluster=            | 6 | ",
        "${PASSWORD}        | ${NO_SUCH}          | 2 | environment variable NO_SUCH is not set",
        "${PASSWORD}        | plain               | 2 | holds a password",
        "https://           | ftp://              | 2 | "
      })
  void whatIsWrongIsNamedWithItsLine(String good, String bad, int line, String message) {
    String text = GOOD.replace(good, bad);

    assertThat(text).isNotEqualTo(GOOD);
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(() -> read(text).get(0).scheduled())
        .withMessageContaining("meshparity.yaml:" + line + ": ")
        .withMessageContaining(message == null ? "" : message)
        .withMessageNotContaining("s3cret");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatExceptionOfType(SettingsFault.class)
        .isThrownBy(() -> read("sources: {a: {url: 'http://127.0.0.1:1'}}\n"))
        .withMessageContaining("\"comparisons\" is missing");
    assertThatExceptionOfType(SettingsFault.class).isThrownBy(() -> read(""));
    assertThatExceptionOfType(SettingsFault.class).isThrownBy(() -> read("a: [\n"));
  }

  @Test
  void aSecretMayStandInAFileOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("url"), "http://127.0.0.1:9090\n");

    assertThat(read(GOOD.replaceAll("url: \"[^\"]*\"", "url-file: url"))).hasSize(1);
  }
}
