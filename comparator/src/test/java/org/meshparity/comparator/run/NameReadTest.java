package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.envelope.Named;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.run.Question.Kind;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesPart;

/** Three groups have two series each. */
class NameReadTest {

  private static final double SERIES = 1.0 / (1 << 26);
  private static final long HOUR = 3_600_000;

  private final PushdownRows rows =
      new PushdownRows(
          Identity.legacy(SimulationPack.of(EnumSet.of(Family.REQUESTS))), MetricRule.Type.COUNTER);

  @Test
  void allPassIfAsManyDoAsThereAre() {
    NameRead name = read(2 * SERIES, OptionalLong.empty());

    assertThat(name.passing(6)).isEqualTo(Kind.ALL_PASSING);
    answer(name, Kind.ALL_PASSING, 6);

    assertThat(name.allPass()).isTrue();
    readAll(name);
    assertThat(rows.gains()).hasSize(3).doesNotContainValue(null);
  }

  @Test
  void eachIsAskedAboutIfOneLacksAScrape() {
    NameRead name = read(2 * SERIES, OptionalLong.empty());

    assertThat(name.passing(6)).isEqualTo(Kind.ALL_PASSING);
    answer(name, Kind.ALL_PASSING, 5);

    assertThat(name.allPass()).isFalse();
    readAll(name);
    assertThat(rows.gains().values()).containsOnlyNulls();
  }

  /** Of several servers, or parts of a question, each tells its own number. */
  @Test
  void whatPassesInPartsIsAddedUp() {
    NameRead name = read(2 * SERIES, OptionalLong.empty());

    assertThat(name.passing(6)).isEqualTo(Kind.ALL_PASSING);
    answer(name, Kind.ALL_PASSING, 4);
    answer(name, Kind.ALL_PASSING, 2);

    assertThat(name.allPass()).isTrue();
  }

  @Test
  void anAnswerThatIsLeftOutLetsNonePass() {
    NameRead name = read(2 * SERIES, OptionalLong.empty());

    assertThat(name.passing(6)).isEqualTo(Kind.ALL_PASSING);

    assertThat(name.allPass()).isFalse();
  }

  @Test
  void whereSeriesWereBornEachGroupIsAskedAboutAtOnce() {
    NameRead name = read(2 * SERIES, OptionalLong.empty());

    assertThat(name.passing(5)).isEqualTo(Kind.PASSING);
    assertThat(name.allPass()).isTrue();
  }

  @Test
  void whereSeriesFellEachGroupIsAskedAboutAtOnce() {
    NameRead name = read(1 + 2 * SERIES, OptionalLong.empty());

    assertThat(name.passing(6)).isEqualTo(Kind.PASSING);
  }

  @Test
  void whereSeriesMayStandStillEachGroupIsAskedAboutAtOnce() {
    NameRead name = read(2 * SERIES, OptionalLong.of(600_000));

    assertThat(name.passing(6)).isEqualTo(Kind.PASSING);
  }

  @Test
  void bothEndsAreOneQuestionWhereFewScrapesLieBetween() {
    assertThat(Question.apart(new Window(0, 2 * HOUR), 15_000, 0)).contains(Kind.LOWERS);
    assertThat(Question.apart(new Window(0, 2 * HOUR), 15_000, 1)).doesNotContain(Kind.LOWERS);
    assertThat(Question.apart(new Window(0, 3 * HOUR), 15_000, 0))
        .isEqualTo(Question.TOGETHER)
        .contains(Kind.LOWER_START, Kind.UPPER_START, Kind.LOWER_END, Kind.UPPER_END);
  }

  private NameRead read(double members, OptionalLong expiry) {
    PushdownTimes times = new PushdownTimes(new Window(0, HOUR), 10, 20, 31_000);
    PushdownQueries queries =
        new PushdownQueries(
            "a", LabelMatchers.ALL, LabelMatchers.ALL, List.of("grp"), times, expiry);
    Named named = new Named("a", SeriesPart.of(List.of("a")));
    NameRead name = new NameRead(new SideRun.Name(named, "a", Part.COUNTER), queries, rows);
    name.takeAll(name.question(Kind.MEMBERS), ofEach(members));
    return name;
  }

  /** Everything but what passes. */
  private void readAll(NameRead name) {
    for (Kind kind :
        List.of(Kind.LOWER_START, Kind.UPPER_START, Kind.LOWER_END, Kind.UPPER_END, Kind.SOUND)) {
      name.takeAll(name.question(kind), ofEach(2));
    }
  }

  private static void answer(NameRead name, Kind kind, double value) {
    Sums one = new Sums(new LabelSets());
    one.add(Labels.of(Map.of()), value);
    name.takeAll(name.question(kind), one);
  }

  private static Sums ofEach(double value) {
    Sums sums = new Sums(new LabelSets());
    for (String group : List.of("x", "y", "z")) {
      sums.add(Labels.of(Map.of("world", "1", "grp", group)), value);
    }
    return sums;
  }
}
