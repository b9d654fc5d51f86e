package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.rules.SeriesPart;

/** Children are told apart by all of their labels but the metric's name, and by what it means. */
class ChildTableTest {

  private final Random random = new Random(1);

  @Test
  void childrenAreFoundByTheirLabelsButTheMetricsName() {
    ChildTable table = new ChildTable();
    Named[] names = {
      new Named("a", SeriesPart.of(List.of("a"))), new Named("b", SeriesPart.of(List.of("b")))
    };
    Map<String, ChildSeries> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Named named = names[random.nextInt(2)];
      Labels labels = labels();
      String key = named.name() + labels.without(Labels.NAME);
      int hash = labels.hashWithout(Labels.NAME);
      ChildSeries found = table.find(named, labels, hash);

      assertThat(found).isSameAs(expected.get(key));
      if (found == null) {
        ChildSeries fresh = new ChildSeries(named, labels, hash, new GroupKey(List.of()));
        table.add(fresh);
        expected.put(key, fresh);
      }
    }
    assertThat(table.all()).hasSameSizeAs(expected.values()).hasSizeGreaterThan(1000);
  }

  @Test
  void labelsThatDifferInOneAreTheSameWithoutIt() {
    for (int i = 0; i < 20_000; i++) {
      Labels one = labels();
      Labels other = labels();
      String name = List.of(Labels.NAME, "a", "z").get(random.nextInt(3));
      boolean same = one.without(name).equals(other.without(name));

      assertThat(one.equalsWithout(name, other)).as("%s %s %s", name, one, other).isEqualTo(same);
      assertThat(!same || one.hashWithout(name) == other.hashWithout(name)).isTrue();
    }
  }

  private Labels labels() {
    Map<String, String> labels = new TreeMap<>();
    for (String name : List.of("A", Labels.NAME, "a", "job", "z")) {
      if (random.nextInt(4) > 0) {
        labels.put(name, String.valueOf(random.nextInt(name.equals("z") ? 300 : 2)));
      }
    }
    return Labels.of(labels);
  }
}
