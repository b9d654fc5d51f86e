package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.LabelMatchers;

class PushdownQueriesTest {

  private static final PushdownTimes TIMES =
      new PushdownTimes(new Window(100_000, 200_000), 10, 20, 31_000);

  @Test
  void namesOfTheClassicFormStandBare() {
    assertThat(queries("a_total", List.of("shop")).lower(100_000))
        .isEqualTo("sum by (shop) (last_over_time(a_total{job=\"j\"}[31000ms] offset 131030ms))");
  }

  @Test
  void namesOfAnyOtherFormStandInQuotes() {
    PushdownQueries queries = queries("http.server.requests", List.of("http.route", "shop"));

    assertThat(queries.lower(100_000))
        .isEqualTo(
            "sum by (\"http.route\",shop)"
                + " (last_over_time({\"http.server.requests\",job=\"j\"}[31000ms] offset"
                + " 131030ms))");
    assertThat(queries.lowerOf(queries.selectorOf(LabelMatchers.parse("\"http.route\"=\"/a\""))))
        .isEqualTo(
            "sum(last_over_time("
                + "{\"http.server.requests\",job=\"j\",\"http.route\"=\"/a\"}[31000ms]))");
    assertThat(queries.passing()).doesNotContain("http.server.requests{");
  }

  private static PushdownQueries queries(String name, List<String> by) {
    LabelMatchers job = LabelMatchers.parse("job=\"j\"");
    return new PushdownQueries(name, job, job, by, TIMES, OptionalLong.empty());
  }
}
