package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.rules.SeriesPart;

/** The pack of the simulation tells groups apart by two labels, world and grp. */
class GroupSelectionsTest {

  private static final SeriesPart PART = SeriesPart.of(List.of("a_total"));
  private final GroupSelections selections =
      new GroupSelections(Identity.legacy(SimulationPack.of(EnumSet.of(Family.REQUESTS))));

  @Test
  void neighboursAreAskedForTogether() {
    List<GroupSelections.Selection> some = selections.of(keys(1, 3), keys(0, 100), PART);

    assertThat(some).hasSize(1);
    assertThat(some.get(0).matchers()).hasToString("world=~\"1|2\",grp=~\"x\"");
    assertThat(some.get(0).keys()).isEqualTo(keys(1, 3));
  }

  @Test
  void manyGroupsStandInSeveralQueriesAndEachInOne() {
    List<GroupSelections.Selection> some = selections.of(keys(0, 450), keys(0, 5000), PART);

    assertThat(some).hasSize(3);
    assertThat(some.stream().mapToInt(one -> one.keys().size()).sum()).isEqualTo(450);
  }

  @Test
  void mostOfAMetricIsAskedForWhole() {
    assertThat(selections.of(keys(0, 60), keys(0, 100), PART)).isNull();
  }

  @Test
  void groupsWhoseValuesTogetherSelectMostOfItAreAskedForWhole() {
    Set<GroupKey> diagonal = new LinkedHashSet<>();
    Set<GroupKey> square = new LinkedHashSet<>();
    for (int i = 0; i < 10; i++) {
      diagonal.add(new GroupKey(List.of("" + i, "" + i)));
      for (int j = 0; j < 10; j++) {
        square.add(new GroupKey(List.of("" + i, "" + j)));
      }
    }

    assertThat(selections.of(diagonal, square, PART)).isNull();
  }

  private static Set<GroupKey> keys(int from, int until) {
    Set<GroupKey> keys = new LinkedHashSet<>();
    for (int i = from; i < until; i++) {
      keys.add(new GroupKey(List.of("" + i, "x")));
    }
    return keys;
  }
}
