package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;

/** Scrapes each 15 s from 15 s to 900 s; what lies between 300 s and 600 s is asked for. */
class SilentTargetsTest {

  private final List<RawSeries> up = new ArrayList<>();

  private void target(String instance, LongPredicate scraped, LongPredicate succeeds) {
    long[] stamps = new long[60];
    double[] values = new double[60];
    int size = 0;
    for (long stamp = 15_000; stamp <= 900_000; stamp += 15_000) {
      if (scraped.test(stamp)) {
        stamps[size] = stamp;
        values[size++] = succeeds.test(stamp) ? 1 : 0;
      }
    }
    up.add(
        new RawSeries(
            Labels.of(Map.of("__name__", "up", "job", "j", "instance", instance)),
            java.util.Arrays.copyOf(stamps, size),
            java.util.Arrays.copyOf(values, size)));
  }

  private List<String> silent() {
    return Targets.of(up, List.of(), 15_000).silentInstances(300_000, 600_000);
  }

  @Test
  void aTargetThatFailsAllTheTimeAndReturnsIsSilent() {
    target("a", stamp -> true, stamp -> true);
    target("b", stamp -> true, stamp -> stamp <= 300_000 || stamp > 600_000);

    assertThat(silent()).containsExactly("b");
  }

  @Test
  void aTargetThatAnswersOnceIsNot() {
    target("a", stamp -> true, stamp -> stamp <= 300_000 || stamp >= 600_000);

    assertThat(silent()).isEmpty();
  }

  @Test
  void aTargetThatWasOverBeforeIsNot() {
    target("a", stamp -> true, stamp -> true);
    target("b", stamp -> stamp <= 200_000, stamp -> true);

    assertThat(silent()).isEmpty();
  }

  @Test
  void aTargetThatNeverAnsweredIsNone() {
    target("a", stamp -> true, stamp -> false);

    assertThat(silent()).isEmpty();
  }
}
