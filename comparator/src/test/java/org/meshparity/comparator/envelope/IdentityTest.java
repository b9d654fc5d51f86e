package org.meshparity.comparator.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

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

  /** A few values in turn, so that each label's is often the one before. */
  private static GroupKey key(Identity identity, int i) {
    return identity.of(label -> label + i / 3 % 7);
  }
}
