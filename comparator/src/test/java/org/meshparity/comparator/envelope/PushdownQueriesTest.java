package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.LabelMatchers;

class PushdownQueriesTest {

  private static final LabelMatchers JOB = LabelMatchers.parse("job=\"j\"");
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

  /** One step of the subquery reads the end, the one before it the start, and there is no third. */
  @Test
  void bothEndsAreReadAtMultiplesOfTheWindowsLength() {
    Pattern form =
        Pattern.compile(
            "\\(sum by \\(shop\\) \\((last|min)_over_time\\(a_total\\{job=\"j\"}\\[31000ms]"
                + "(?: offset (-?\\d+)ms)?\\)\\)\\)\\[(\\d+)ms:(\\d+)ms]");
    for (long start = 99_001; start < 99_001 + 120_000; start += 7919) {
      Window window = new Window(start, start + 100_003);
      PushdownTimes times = new PushdownTimes(window, 10, 20, 31_000);
      PushdownQueries queries =
          new PushdownQueries("a_total", JOB, JOB, List.of("shop"), times, OptionalLong.empty());
      for (boolean lower : new boolean[] {true, false}) {
        Matcher read = form.matcher(lower ? queries.lowers() : queries.uppers());
        assertThat(read.matches()).isTrue();
        long offset = read.group(2) == null ? 0 : Long.parseLong(read.group(2));
        long range = Long.parseLong(read.group(3));
        long step = Long.parseLong(read.group(4));
        List<Long> reads = new ArrayList<>();
        for (long at = 0; at <= times.guardsAt(); at += step) {
          if (at >= times.guardsAt() - range) { // closed, as in a Prometheus 2
            assertThat(at).isGreaterThan(times.guardsAt() - range); // nor open ones differ
            reads.add(at - offset);
          }
        }
        assertThat(reads)
            .containsExactly(
                lower ? times.lowerAt(window.start()) : times.upperAt(window.start()),
                lower ? times.lowerAt(window.end()) : times.upperAt(window.end()));
      }
    }
  }

  @Test
  void membersAndFallsAreToldApartExactly() {
    double one = 1.0 / (1 << 26);
    for (long members : new long[] {0, 1, 3, 13_332, 2_000_000}) {
      for (long falls : new long[] {0, 1, 2, 40_000_000}) {
        double sum = members * one + falls;

        assertThat(PushdownQueries.members(sum)).isEqualTo(members);
        assertThat(PushdownQueries.falls(sum)).isEqualTo(falls);
      }
    }
    assertThat(queries("a_total", List.of("shop")).membersAndFalls())
        .endsWith(") + " + new BigDecimal(one).toPlainString() + ")");
  }

  private static PushdownQueries queries(String name, List<String> by) {
    return new PushdownQueries(name, JOB, JOB, by, TIMES, OptionalLong.empty());
  }
}
