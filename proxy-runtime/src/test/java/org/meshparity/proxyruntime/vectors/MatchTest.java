package org.meshparity.proxyruntime.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.inproxy.Reporter;

/** The comparison itself can fail, in every way a page can be wrong. */
class MatchTest {

  private static final Map<String, String> LABELS = Map.of("app", "a", "status", "");

  @Test
  void exactWantsTheWholeSetAndTheValue() {
    assertThat(holds(Match.EXACT, 10.0, "m{app=\"a\",status=\"\"} 10")).isTrue();
    assertThat(holds(Match.EXACT, 10.0, "m{app=\"a\",status=\"\"} 11")).isFalse();
    assertThat(holds(Match.EXACT, 10.0, "m{app=\"a\",status=\"\",more=\"b\"} 10")).isFalse();
    assertThat(holds(Match.EXACT, 10.0, "m{app=\"a\",status=\"\"} 10\nm{app=\"b\"} 1")).isFalse();
  }

  @Test
  void exactWantsAnEmptyLabelAsItIsWritten() {
    assertThat(holds(Match.EXACT, 10.0, "m{app=\"a\"} 10")).isFalse();
    assertThat(holds(Match.SUBSET, 10.0, "m{app=\"a\"} 10")).isFalse();
  }

  @Test
  void subsetWantsTheListedLabelsAndTheValue() {
    assertThat(holds(Match.SUBSET, 10.0, "m{app=\"a\",status=\"\",more=\"b\"} 10")).isTrue();
    assertThat(holds(Match.SUBSET, 10.0, "m{app=\"a\",status=\"\",more=\"b\"} 9")).isFalse();
    assertThat(holds(Match.SUBSET, 10.0, "m{app=\"b\",status=\"\"} 10")).isFalse();
  }

  @Test
  void aSelectorTakesNoLabelForAnEmptyOne() {
    assertThat(holds(Match.SELECTOR, null, "m{app=\"a\"} 3")).isTrue();
    assertThat(holds(Match.SELECTOR, null, "m{app=\"a\",status=\"2\"} 3")).isFalse();
    assertThat(holds(Match.SELECTOR, 5.0, "m{app=\"a\",n=\"1\"} 3\nm{app=\"a\",n=\"2\"} 2"))
        .isTrue();
  }

  @Test
  void theTypeIsPartOfEveryCase() {
    Vector one = vector(Match.SELECTOR, null);
    ScrapedPage page = ScrapedPage.parse("# TYPE m gauge\nm{app=\"a\"} 3");

    assertThat(one.mismatch(List.of(one), page).orElseThrow()).contains("was \"gauge\"");
  }

  @Test
  void aPageThatCannotBeReadIsNoPage() {
    assertThatThrownBy(() -> ScrapedPage.parse("m{app=a} 1")).hasMessageContaining("app=a");
    assertThatThrownBy(() -> ScrapedPage.parse("m{a=\"1\",a=\"1\"} 1"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> ScrapedPage.parse("m{a=\"1\"} 1\nm{a=\"1\"} 2"))
        .hasMessageContaining("twice");
  }

  private static boolean holds(Match match, @Nullable Double value, String samples) {
    Vector one = vector(match, value);
    ScrapedPage page = ScrapedPage.parse("# TYPE m counter\n" + samples);
    return one.mismatch(List.of(one), page).isEmpty();
  }

  private static Vector vector(Match match, @Nullable Double value) {
    return new Vector("a case", Reporter.SOURCE, "m", "counter", LABELS, value, match);
  }
}
