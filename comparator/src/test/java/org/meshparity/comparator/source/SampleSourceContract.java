package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * What every source of samples keeps to, whatever stands behind it. An implementation's test
 * extends this, puts {@link #PAGE} behind its source and says when the samples were taken.
 */
public abstract class SampleSourceContract {

  /** What the source has seen, once or more often, always the same. */
  protected static final String PAGE =
      """
      # TYPE fruit_total counter
      fruit_total{kind="apple",note="say \\"hi\\" \\\\ to\\ntwo lines, é😀"} 3
      fruit_total{kind="pear"} 1e+16
      # TYPE odd gauge
      odd{is="nan"} NaN
      odd{is="up"} +Inf
      odd{is="down"} -Inf
      odd{is="small"} 1.25e-07
      """;

  private static final LabelMatchers ALL = LabelMatchers.ALL;

  private SampleSource source;

  /** Opens the source; it has seen the page before this returns. */
  protected abstract SampleSource open() throws Exception;

  /** A moment before the first sample, in milliseconds. */
  protected abstract long beforeMs();

  /** A moment at or after a first sample, in milliseconds. */
  protected abstract long afterMs();

  /** Whether there are targets that are scraped. */
  protected boolean scrapes() {
    return true;
  }

  @BeforeEach
  void openSource() throws Exception {
    source = open();
  }

  @AfterEach
  void closeSource() {
    source.close();
  }

  @Test
  void everySeriesOfANameIsHandedOverOnce() throws Exception {
    List<Labels> labels = samples("fruit_total", ALL).stream().map(RawSeries::labels).toList();

    assertThat(labels).hasSize(2).doesNotHaveDuplicates();
    assertThat(labels).allSatisfy(l -> assertThat(l.get(Labels.NAME)).isEqualTo("fruit_total"));
  }

  @Test
  void labelValuesAreAsTheyWereMeant() throws Exception {
    assertThat(samples("fruit_total", ALL))
        .anySatisfy(
            series ->
                assertThat(series.labels().get("note"))
                    .isEqualTo("say \"hi\" \\ to\ntwo lines, é😀"));
  }

  @Test
  void valuesAreExact() throws Exception {
    Map<String, Double> values = new TreeMap<>();
    samples("odd", ALL).forEach(series -> values.put(series.labels().get("is"), series.value(0)));

    assertThat(values)
        .containsOnly(
            Map.entry("nan", Double.NaN),
            Map.entry("up", Double.POSITIVE_INFINITY),
            Map.entry("down", Double.NEGATIVE_INFINITY),
            Map.entry("small", 1.25e-7));
    assertThat(samples("fruit_total", LabelMatchers.parse("kind=\"pear\"")).get(0).value(0))
        .isEqualTo(1e16);
  }

  @Test
  void matchersNarrowTheAnswer() throws Exception {
    assertThat(samples("fruit_total", LabelMatchers.parse("kind=~\"app.*\""))).hasSize(1);
    assertThat(samples("fruit_total", LabelMatchers.parse("note=\"\""))).hasSize(1);
    assertThat(samples("fruit_total", LabelMatchers.parse("kind!~\".+\""))).isEmpty();
    assertThat(samples("fruit_total", LabelMatchers.parse("note=~\".*\\\\\\\\ to\\n.*\"")))
        .hasSize(1);
  }

  @Test
  void aNameThatNobodyShowsGivesNothing() throws Exception {
    assertThat(samples("no_such_metric", ALL)).isEmpty();
  }

  @Test
  void theEarlyEndIsExclusiveAndTheLateOneInclusive() throws Exception {
    long at = samples("fruit_total", LabelMatchers.parse("kind=\"apple\"")).get(0).timestamp(0);

    assertThat(times(at - 1, at)).containsExactly(at);
    assertThat(times(at - 1000, at)).endsWith(at);
    assertThat(times(at, at + 1)).doesNotContain(at);
    assertThat(times(at - 1, at + 1)).contains(at);
  }

  @Test
  void aRangeThatDoesNotEndAfterItsStartIsRefused() {
    assertThatThrownBy(() -> source.samples("up", ALL, 1000, 1000, series -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScrapedTargetTellsThatItIsUp() throws Exception {
    List<RawSeries> up = samples("up", ALL);
    List<RawSeries> durations = samples("scrape_duration_seconds", ALL);

    assertThat(up).hasSize(scrapes() ? 1 : 0);
    assertThat(durations).hasSameSizeAs(up);
    assertThat(up).allSatisfy(series -> assertThat(series.value(0)).isEqualTo(1));
    assertThat(durations).allSatisfy(series -> assertThat(series.value(0)).isBetween(0.0, 10.0));
  }

  @Test
  void allSamplesOfAScrapeHaveOneTime() throws Exception {
    LabelMatchers pear = LabelMatchers.parse("kind=\"pear\"");
    long fruit = samples("fruit_total", pear).get(0).timestamp(0);

    assertThat(samples("odd", ALL))
        .allSatisfy(series -> assertThat(series.timestamp(0)).isEqualTo(fruit));
  }

  @Test
  void theNameIsFitForAReport() {
    assertThat(source.name()).isNotBlank().doesNotContain("@", "?", "\n");
    assertThat(source.stamps().plusMs()).isNotNegative();
    assertThat(source.stamps().minusMs()).isNotNegative();
  }

  private List<RawSeries> samples(String name, LabelMatchers matchers) throws Exception {
    List<RawSeries> found = new ArrayList<>();
    List<String> warnings = source.samples(name, matchers, beforeMs(), afterMs(), found::add);
    assertThat(warnings).isEmpty();
    return found;
  }

  private List<Long> times(long after, long until) throws Exception {
    List<Long> times = new ArrayList<>();
    LabelMatchers apple = LabelMatchers.parse("kind=\"apple\"");
    source.samples(
        "fruit_total",
        apple,
        after,
        until,
        series -> {
          for (int i = 0; i < series.size(); i++) {
            times.add(series.timestamp(i));
          }
        });
    return times;
  }
}
