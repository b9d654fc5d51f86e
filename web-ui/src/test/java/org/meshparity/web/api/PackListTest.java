package org.meshparity.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

class PackListTest {

  private static final String BUILT_IN = "istio-mixer-to-inproxy";

  @Test
  void whatTheComparisonsUseIsKnownBesideWhatIsBuiltIn() {
    Pack own = Packs.resolve(BUILT_IN + "@1.5");

    assertThat(PackList.builtInAnd(List.of(own, own)).packs())
        .extracting(Pack::name)
        .containsOnlyOnce(BUILT_IN, BUILT_IN + "@1.5");
  }
}
