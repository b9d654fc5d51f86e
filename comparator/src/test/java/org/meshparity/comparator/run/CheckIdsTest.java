package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Finding;
import org.meshparity.comparator.verdict.Judgement;

class CheckIdsTest {

  private final CheckIds ids = new CheckIds();

  @Test
  void theChecksOfAGroupShareNineDigits() {
    long group = CheckIds.ofGroup("requests", Map.of("app", "shop"));

    String one = CheckIds.text(ids.of(group, bucket("1")));
    String other = CheckIds.text(ids.of(group, bucket("2")));

    assertThat(one).hasSize(16).isNotEqualTo(other);
    assertThat(one.substring(0, 9)).isEqualTo(other.substring(0, 9));
  }

  @Test
  void metricAndLabelsAndBoundTellChecksApart() {
    Set<Long> all = new HashSet<>();
    for (String metric : new String[] {"requests", "sizes"}) {
      for (int app = 0; app < 100; app++) {
        long group = CheckIds.ofGroup(metric, Map.of("app", "shop-" + app));
        for (int bound = 0; bound < 100; bound++) {
          all.add(ids.of(group, bucket(String.valueOf(bound))));
        }
      }
    }
    assertThat(all).hasSize(20_000);
  }

  @Test
  void aCheckIsCalledTheSameInEveryRunOfEveryRelease() {
    long group = CheckIds.ofGroup("requests", Map.of("app", "shop"));

    assertThat(CheckIds.text(new CheckIds().of(group, bucket("250"))))
        .isEqualTo("e601f202e93948dc");
  }

  private static Judgement bucket(String bound) {
    return new Judgement(
        Claim.BUCKET,
        true,
        new BigDecimal(bound),
        null,
        null,
        null,
        "requests",
        new Finding.Equal());
  }
}
