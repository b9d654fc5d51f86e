package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A pack may declare up to where both sides measure the same; nothing above may prove a gap. */
class ComparableRangeTest extends DiffPages {

  @Test
  void aDifferenceAboveTheRangeIsNone() throws Exception {
    Ran ran = compared(page("one", histogram(1, 2, 4, 20)), page("two", histogram(1, 2, 2, 2000)));

    assertThat(ran.outcome()).isEqualTo("PARITY");
    assertThat(ran.checks("PROVED_DIFFERENT")).isEmpty();
    assertThat(ran.checks("NOT_COMPARABLE"))
        .extracting(check -> check.path("claim").asString())
        .contains("bucket", "mean");
  }

  @Test
  void aDifferenceWithinTheRangeIsOneStill() throws Exception {
    Ran ran = compared(page("one", histogram(1, 2, 4, 20)), page("two", histogram(2, 2, 4, 20)));

    assertThat(ran.checks("PROVED_DIFFERENT"))
        .extracting(check -> check.path("claim").asString())
        .contains("threshold");
  }

  @Test
  void meansAreComparedWhereNothingLiesAboveTheRange() throws Exception {
    Ran ran = compared(page("one", histogram(2, 4, 4, 1.2)), page("two", histogram(2, 4, 4, 2.4)));

    assertThat(ran.checks("PROVED_DIFFERENT"))
        .extracting(check -> check.path("claim").asString())
        .contains("mean");
  }

  @Test
  void aQuantileAboveTheRangeIsNotCompared() throws Exception {
    Ran ran = compared(page("one", histogram(0, 1, 4, 20)), page("two", histogram(0, 1, 2, 80)));

    List<JsonNode> quantiles =
        ran.checks("NOT_COMPARABLE").stream()
            .filter(check -> check.path("claim").asString().equals("quantile"))
            .toList();
    assertThat(quantiles).hasSize(3);
  }

  @Test
  void aQuantileInTheLastBucketIsSaidToBeSaturated() throws Exception {
    Path one = page("one", histogram(0, 1, 2, 20));

    Ran ran = ran("--pack", sameNames(), "--legacy", one, "--candidate", one);

    assertThat(ran.json().path("checks").valueStream())
        .filteredOn(check -> check.path("claim").asString().equals("quantile"))
        .anySatisfy(
            check ->
                assertThat(check.path("because").asString())
                    .contains("p99 is above 10 seconds, in the +Inf bucket (saturated)"));
  }

  private Ran compared(Path legacy, Path candidate) throws IOException, Exception {
    String yaml = Files.readString(sameNames());
    String limited =
        yaml.replace(
            "    unit: seconds\n",
            "    unit: seconds\n    comparable: \"<= 1\"\n    thresholds: [0.5]\n");
    Path pack = Files.writeString(folder.resolve("limited.yaml"), limited);
    return ran("--pack", pack, "--legacy", legacy, "--candidate", candidate);
  }

  /** Four requests, of which so many lie up to 0.5, 1 and 10 seconds. */
  private static List<String> histogram(int half, int one, int ten, double sum) {
    String name = "istio_request_duration_seconds";
    String bucket = name + "_bucket{source_workload=\"a\",le=\"%s\"} %d";
    return List.of(
        bucket.formatted("0.5", half),
        bucket.formatted("1", one),
        bucket.formatted("10", ten),
        bucket.formatted("+Inf", 4),
        name + "_sum{source_workload=\"a\"} " + sum,
        name + "_count{source_workload=\"a\"} 4");
  }
}
