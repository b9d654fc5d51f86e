package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.rules.SeriesPart;

/** Children are told apart by all of their labels but the metric's name, and by what it means. */
class ChildTableTest {

  private final Random random = new Random(1);
  private @Nullable Labels last;

  @Test
  void childrenAreFoundByTheirLabelsButTheMetricsNameAndTheBoundOfABucket() {
    ChildTable table = new ChildTable();
    Named[] names = {
      new Named("a", SeriesPart.of(List.of("a"))), new Named("b", SeriesPart.of(List.of("b")))
    };
    Map<String, ChildSeries> expected = new HashMap<>();
    for (int i = 0; i < 40_000; i++) {
      Named named = names[random.nextInt(2)];
      boolean bucket = random.nextBoolean();
      Labels labels = labels();
      Labels own = labels.without(Labels.NAME);
      String key = named.name() + (bucket ? own.without("le") : own);
      ChildSeries found = table.of(named, labels, bucket, (n, l) -> new GroupKey(List.of()));

      assertThat(found).isSameAs(expected.computeIfAbsent(key, k -> found));
      assertThat(table.le(labels)).isEqualTo(labels.get("le"));
    }
    assertThat(table.all()).hasSameSizeAs(expected.values()).hasSizeGreaterThan(1000);
  }

  @Test
  void aChildHasTheLabelsOfItsFirstSeriesWithoutTheBoundOfABucket() {
    ChildTable table = new ChildTable();
    Named named = new Named("h", SeriesPart.of(List.of("h")));
    Labels bucket = Labels.of(Map.of(Labels.NAME, "h_bucket", "job", "j", "le", "5"));
    Labels count = Labels.of(Map.of(Labels.NAME, "h_count", "job", "j"));

    ChildSeries child = table.of(named, bucket, true, (n, l) -> new GroupKey(List.of()));

    assertThat(child.labels()).isEqualTo(bucket.without("le"));
    assertThat(table.of(named, count, false, (n, l) -> child.group())).isSameAs(child);
    assertThat(table.of(named, bucket, false, (n, l) -> child.group())).isNotSameAs(child);
  }

  /** Neighbours mostly have the same names, as in an answer. */
  private Labels labels() {
    Map<String, String> labels = new TreeMap<>();
    for (String name : List.of("A", Labels.NAME, "a", "job", "le", "z")) {
      if (random.nextInt(4) > 0) {
        labels.put(name, String.valueOf(random.nextInt(name.equals("z") ? 300 : 2)));
      }
    }
    Labels made = Labels.of(labels);
    if (last != null && random.nextBoolean() && labels.keySet().equals(last.toMap().keySet())) {
      made = last.withValues(labels.values().toArray(new String[0]));
    }
    last = made;
    return made;
  }
}
