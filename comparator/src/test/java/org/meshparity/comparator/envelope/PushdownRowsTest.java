package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshparity.comparator.envelope.PushdownRows.Reading;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

class PushdownRowsTest {

  private final Pack pack = Packs.resolve("istio-mixer-to-inproxy");
  private final MetricRule requests = pack.metrics().get(0);
  private final Named named = new Named("istio_requests_total", requests.legacy().parts().get(0));
  private final UnaryOperator<String> labels =
      label -> Map.of("reporter", "source").getOrDefault(label, "");
  private final PushdownRows rows =
      new PushdownRows(Identity.legacy(pack), MetricRule.Type.COUNTER);

  @Test
  void aGroupThatPassesIsToldByItsFourReadings() {
    passes();
    for (Reading reading : Reading.values()) {
      rows.add(reading, Part.COUNTER, labels, 10 + reading.ordinal());
    }

    assertThat(rows.gains().values()).doesNotContainNull().hasSize(1);
  }

  /** Its guards say that the group is there, so nothing is no zero. */
  @ParameterizedTest
  @EnumSource(Reading.class)
  void aReadingThatAServerLeavesOutMakesTheGroupFail(Reading missing) {
    passes();
    for (Reading reading : Reading.values()) {
      if (reading != missing) {
        rows.add(reading, Part.COUNTER, labels, 10 + reading.ordinal());
      }
    }

    assertThat(rows.gains().values()).containsOnlyNulls();
  }

  private void passes() {
    rows.members(named, Part.COUNTER, labels, 2);
    rows.passing(labels, 2);
    rows.sound(labels, 2);
  }
}
