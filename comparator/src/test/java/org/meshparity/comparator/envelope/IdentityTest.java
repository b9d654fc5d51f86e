package org.meshparity.comparator.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;
import org.meshparity.rules.SeriesPart;

class IdentityTest {

  private static final int GROUPS = 200_000;

  private final Pack pack = Packs.resolve("istio-mixer-to-inproxy");

  @Test
  void threadsThatReadOneSideAtOnceMixNoLabels() {
    Identity identity = Identity.candidate(pack);
    Identity ofOneThread = Identity.candidate(pack);
    List<GroupKey> alone = IntStream.range(0, GROUPS).mapToObj(i -> key(ofOneThread, i)).toList();

    List<GroupKey> together =
        IntStream.range(0, GROUPS).parallel().mapToObj(i -> key(identity, i)).toList();

    assertEquals(alone, together);
  }

  /** Each combination of labels is mapped once; however they come, groups are the same. */
  @Test
  void seriesAreOfTheGroupThatTheirLabelsSay() {
    Identity identity = Identity.candidate(pack);
    Identity unused = Identity.candidate(pack);
    Named named = new Named("m", SeriesPart.of(List.of("m")));
    SeriesPart meant =
        new SeriesPart(List.of("n"), Map.of("reporter", "source"), LabelMatchers.ALL);
    Named mapped = new Named("n", meant);
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      Labels labels = labels(identity, new Random(random.nextInt(4000)), "pod-" + i % 5);

      assertEquals(unused.of(labels::get), identity.of(named, labels));
      assertEquals(unused.of(mapped.labels(labels::get)), identity.of(mapped, labels));
    }
  }

  private static Labels labels(Identity identity, Random random, String instance) {
    Map<String, String> all = new TreeMap<>(Map.of("instance", instance, Labels.NAME, "m"));
    for (String name : identity.sourceLabels()) {
      all.put(name, List.of("", "", "source", "destination", "tcp").get(random.nextInt(5)));
    }
    return Labels.of(all);
  }

  /** A few values in turn, so that each label's is often the one before. */
  private static GroupKey key(Identity identity, int i) {
    return identity.of(label -> label + i / 3 % 7);
  }
}
