package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.IstioRelease;

class FilterConfigTest {

  @Test
  void istiosOwnTextsAreRead() {
    StatsFilterConfig json =
        StatsFilterConfig.parse(
            "{ \"debug\": \"false\", max_peer_cache_size: 20, field_separator: \";.;\" }\n",
            IstioRelease.V1_3);
    assertThat(json.maxPeerCacheSize()).isEqualTo(20);

    StatsFilterConfig yaml =
        StatsFilterConfig.parse(
            """
            debug: "false"
            max_peer_cache_size: "20"
            disable_host_header_fallback: "true"
            tcp_reporting_duration: 1.5s
            definitions:
            - name: requests_total
              value: "10"
              type: COUNTER
            metrics:
            - name: requests_total
              dimensions:
                source_version: "'_' + node.metadata['LABELS']['app']" # a comment
              tagsToRemove:
              - response_flags
              match: "anything"
            """,
            IstioRelease.V1_5);
    assertThat(yaml.disableHostHeaderFallback()).isTrue();
    assertThat(yaml.tcpReportingDuration()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(yaml.metrics().get(0).dimensions())
        .isEqualTo(Map.of("source_version", "'_' + node.metadata['LABELS']['app']"));
    assertThat(yaml.metrics().get(0).tagsToRemove()).containsExactly("response_flags");
    assertThat(yaml.definitions().get(0).value()).isEqualTo("10");
  }

  @Test
  void nothingIsTheDefault() {
    assertThat(StatsFilterConfig.parse("", IstioRelease.V1_5)).isEqualTo(StatsFilterConfig.DEFAULT);
    assertThat(StatsFilterConfig.parse("{}", IstioRelease.V1_3))
        .isEqualTo(StatsFilterConfig.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.3 | disable_host_header_fallback: true | disable_host_header_fallback, line 1: Istio 1.3",
        "1.4 | tcp_reporting_duration: 15s | tcp_reporting_duration, line 1: Istio 1.4 knows no such",
        "1.4 | metrics: [] | metrics, line 1: Istio 1.4 knows no such field",
        "1.3 | max_peer_cache_size: -1 | must be >= 0 before Istio 1.4, was -1",
        "1.5 | max_peer_cache_size: many | must be a whole number of 32 bits, was \"many\"",
        "1.5 | max_peer_cache_size: 99999999999 | must be a whole number of 32 bits",
        "1.5 | debug: perhaps | debug, line 1: must be true or false, was \"perhaps\"",
        "1.5 | tcp_reporting_duration: 15 | must be seconds such as \"15s\" or \"0.5s\", was \"15\"",
        "1.5 | tcp_reporting_duration: 0s | must be more than 0s",
        "1.5 | metrics: {} | metrics, line 1: must be a list",
        "1.5 | metrics: [{dimension: {}}] | dimension, line 1: an element of metrics knows no such",
        "1.5 | definitions: [{name: a}] | definitions[0], line 1: must have a name and a value",
        "1.5 | definitions: [{name: a, value: '1', type: SUMMARY}] | must be one of [COUNTER, GAUGE",
        "1.5 | [a] | the stats filter's configuration, line 1: must be an object",
        "1.5 | {a: | neither JSON nor YAML, line",
        "1.5 | {debug: true, debug: false} | is given twice",
      })
  void aMistakeIsNamedWithItsLine(String release, String text, String message) {
    assertThatThrownBy(() -> StatsFilterConfig.parse(text, IstioRelease.parse(release)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aNegativeCacheSizeSwitchesTheCacheOffFrom14On() {
    assertThat(
            StatsFilterConfig.parse("max_peer_cache_size: -1", IstioRelease.V1_4)
                .maxPeerCacheSize())
        .isEqualTo(-1);
  }

  @Test
  void anyTextIsAConfigurationOrRefused() {
    Random random = new Random(11);
    String[] words = {
      "debug",
      "metrics",
      "dimensions",
      ":",
      " ",
      "\n",
      "-",
      "{",
      "}",
      "[",
      "]",
      ",",
      "'",
      "\"",
      "&a",
      "*a",
      "true",
      "15s",
      "name",
      "#",
      "|",
      ">",
      "!!str",
      "?",
      "%",
      "\t",
      "\u0000",
      "\ud800"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(20);
      for (int w = 0; w < length; w++) {
        text.append(words[random.nextInt(words.length)]);
      }
      try {
        StatsFilterConfig.parse(text.toString(), IstioRelease.V1_5);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }
}
