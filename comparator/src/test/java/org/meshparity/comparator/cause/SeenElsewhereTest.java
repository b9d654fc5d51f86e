package org.meshparity.comparator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;

class SeenElsewhereTest {

  private static final Map<String, String> CART = Map.of("app", "cart");

  @Test
  void whatMakesUpTheDifferenceIsProved() {
    CauseFound cause = found(100, 70, 30).get(0);

    assertThat(cause.id()).isEqualTo("mangled-name");
    assertThat(cause.proved()).isTrue();
  }

  @Test
  void whatIsTooLittleIsNotTheCause() {
    assertThat(found(100, 70, 20)).extracting(CauseFound::id).doesNotContain("mangled-name");
  }

  @Test
  void whatIsTooMuchIsNotTheCause() {
    assertThat(found(100, 70, 60)).extracting(CauseFound::id).doesNotContain("mangled-name");
  }

  private static List<CauseFound> found(double legacy, double candidate, double elsewhere) {
    return new Made()
        .counted(CART, legacy, candidate)
        .causes(
            Around.elsewhere(
                new Elsewhere(
                    "mangled-name",
                    "a name",
                    false,
                    List.of(
                        new Counted(
                            new GroupName("requests", CART), new Bounds(elsewhere, elsewhere))),
                    List.of(),
                    List.of(),
                    List.of())));
  }
}
