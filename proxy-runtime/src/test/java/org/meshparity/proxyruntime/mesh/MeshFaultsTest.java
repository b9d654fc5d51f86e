package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each fault hits another workload here, so one mesh shows them all. */
class MeshFaultsTest {

  private static final String REQUESTS = "istio_requests_total";

  private static Mesh mesh;
  private static Exposition legacy;
  private static Exposition candidate;

  @BeforeAll
  static void run() throws Exception {
    mesh =
        Mesh.start(
            MeshTest.busy()
                .withFaults(
                    List.of(
                        "emit-twice=reviews-v2",
                        "seconds-as-milliseconds=details-v1",
                        "no-inproxy=ratings-v1",
                        "unknown-label=productpage-v1:source_app")));
    candidate = MeshTest.drained(mesh, 200);
    MeshTest.awaitMixer(mesh, candidate.sum(MeshTest.REPORTS));
    legacy = Exposition.read(mesh.targets(), "istio-mesh");
  }

  @AfterAll
  static void stop() {
    mesh.close();
  }

  private static Predicate<Map<String, String>> served(String workload) {
    return labels ->
        labels.get("reporter").equals("destination")
            && labels.get("destination_workload").equals(workload);
  }

  private static double count(Exposition side, Predicate<Map<String, String>> which) {
    return side.sums(REQUESTS, which).getOrDefault("", 0.0);
  }

  @Test
  void aSecondStatsFilterDoublesEveryCount() {
    assertThat(count(candidate, served("reviews-v2")))
        .isPositive()
        .isEqualTo(2 * count(legacy, served("reviews-v2")));
    assertThat(count(candidate, served("reviews-v1")))
        .isEqualTo(count(legacy, served("reviews-v1")));
  }

  @Test
  void secondsInsteadOfMillisecondsAreAThousandthOfTheSumAndTheSameCount() {
    Predicate<Map<String, String>> details = served("details-v1");
    double milliseconds = 1000 * legacy.sums("istio_request_duration_seconds_sum", details).get("");
    double shown = candidate.sums("istio_request_duration_milliseconds_sum", details).get("");

    assertThat(shown / milliseconds).isCloseTo(0.001, within(0.0001));
    assertThat(candidate.sums("istio_request_duration_milliseconds_count", details))
        .isEqualTo(legacy.sums("istio_request_duration_seconds_count", details));
  }

  @Test
  void aProxyWithoutStatsFilterShowsNothingButItsCallersDo() {
    Predicate<Map<String, String>> called =
        labels ->
            labels.get("reporter").equals("source")
                && labels.get("destination_workload").equals("ratings-v1");

    assertThat(count(candidate, served("ratings-v1"))).isZero();
    assertThat(count(legacy, served("ratings-v1"))).isPositive();
    assertThat(count(candidate, called)).isPositive();
  }

  @Test
  void aHiddenLabelIsUnknownToThePeersAndKnownToMixer() {
    Predicate<Map<String, String>> reviews = served("reviews-v1");

    assertThat(candidate.sums(REQUESTS, reviews, "source_workload", "source_app"))
        .containsOnlyKeys("productpage-v1|unknown|");
    assertThat(legacy.sums(REQUESTS, reviews, "source_workload", "source_app"))
        .containsOnlyKeys("productpage-v1|productpage|");
  }
}
