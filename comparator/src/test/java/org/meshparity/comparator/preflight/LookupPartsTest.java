package org.meshparity.comparator.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

class LookupPartsTest {

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> TARGETS = List.of("t1", "t2", "t3", "elsewhere");

  private int refused;

  /** Counts series, of which each name has one on each target; refuses to count more than some. */
  private LookupParts counting(int most) {
    return new LookupParts(TARGETS.subList(0, 3), (promql, into) -> count(promql, most, into));
  }

  private void count(String promql, int most, QuerySource.VectorSink into)
      throws SourceUnavailable {
    String[] asked = promql.split(";", 2);
    LabelMatchers on = asked[1].isEmpty() ? LabelMatchers.ALL : LabelMatchers.parse(asked[1]);
    List<String> targets =
        TARGETS.stream().filter(target -> on.matches(Map.of("instance", target)::get)).toList();
    List<String> names = List.of(asked[0].split(","));
    if (names.size() * targets.size() > most) {
      refused++;
      into.accept(Labels.of(Map.of("name", "half an answer")), 1);
      throw new QueryTooLarge("too many", null);
    }
    names.forEach(name -> into.accept(Labels.of(Map.of("name", name)), targets.size()));
  }

  private Map<String, Double> counts(int most) throws SourceUnavailable {
    Map<String, Double> counts = new TreeMap<>();
    counting(most)
        .ask(
            NAMES,
            LabelMatchers.ALL,
            (names, on) -> String.join(",", names) + ";" + on,
            (labels, n) -> counts.merge(labels.get("name"), n, Double::sum));
    return counts;
  }

  @Test
  void partsAddUpToTheWholeHoweverSmallTheyMustBe() throws Exception {
    Map<String, Double> whole = Map.of("a", 4.0, "b", 4.0, "c", 4.0);

    for (int most : List.of(12, 8, 4, 3, 2)) {
      assertThat(counts(most)).as("at most " + most).isEqualTo(whole);
    }
    assertThat(refused).isGreaterThan(5);
  }

  @Test
  void whatCannotBeMadeSmallerIsToldAsTheServerSaysIt() {
    assertThatThrownBy(() -> counts(0))
        .isInstanceOf(QueryTooLarge.class)
        .hasMessageContaining("too many");
  }
}
