package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatsPageTest {

  @Test
  void numbersHaveUpTo32Digits() {
    assertThat(StatsPage.number(0.5)).isEqualTo("0.5");
    assertThat(StatsPage.number(3_600_000)).isEqualTo("3600000");
    assertThat(StatsPage.number(5.05)).isEqualTo("5.049999999999999822364316059975");
    assertThat(StatsPage.number(0)).isEqualTo("0");
  }

  @Test
  void aMetricIsTypedOnce() {
    StatsPage page = new StatsPage();
    page.counter("a", "x=\"1\"", 1);
    page.counter("a", "x=\"2\"", 2);
    page.gauge("b", "", 3);

    assertThat(page)
        .hasToString("# TYPE a counter\na{x=\"1\"} 1\na{x=\"2\"} 2\n# TYPE b gauge\nb{} 3\n");
  }
}
