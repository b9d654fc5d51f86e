package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child that never falls is cut by a short way; it must say what the long one says. */
class SteadyChildrenTest {

  private static final Delays DELAYS = new Delays(3, 1, 20, 2);
  private static final int SCRAPES = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theShortWayLeadsWhereTheLongOneDoes(long seed) throws BrokenSamples {
    Random random = new Random(seed);
    int steady = 0;
    for (int trial = 0; trial < 3000; trial++) {
      Timeline timeline = timeline(random);
      Child child = child(random);
      OptionalLong expiry = random.nextBoolean() ? OptionalLong.of(3000) : OptionalLong.empty();
      Lives lives = new Lives(DELAYS, expiry, timeline);
      lives.noteRestarts(child);
      steady += child.steady() && !timeline.restarted() ? 1 : 0;
      if (isCount(child)) {
        assertThat(gains(lives.of(child), trial)).isEqualTo(gains(lives.cut(child), trial));
      }
    }
    assertThat(steady).isBetween(500, 2800);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void onlyWhatFallsOrIsNoCountIsNotSteady(long seed) {
    Random random = new Random(seed);
    for (int trial = 0; trial < 3000; trial++) {
      Child child = child(random);
      boolean falls = false;
      for (int i = child.first() + 1; i < child.behind(); i++) {
        falls |= !child.presentAt(i - 1) || !child.presentAt(i) || child.fellBetween(i - 1, i);
      }
      boolean empty = child.behind() == child.first();
      boolean lacksFirst = empty || !child.presentAt(child.first());
      assertThat(child.steady()).isEqualTo(!lacksFirst && !falls && isCount(child));
    }
  }

  /** Which scrapes bound a count at an instant is found out for all series of a target at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void doubtsAtManyInstantsAreThoseAtEachOfThem(long seed) throws BrokenSamples {
    Random random = new Random(seed);
    for (int trial = 0; trial < 2000; trial++) {
      Timeline timeline = timeline(random);
      Child child = child(random);
      OptionalLong expiry = random.nextBoolean() ? OptionalLong.of(3000) : OptionalLong.empty();
      Instants instants = Instants.between(random.nextInt(900), 13_000, 1 + random.nextInt(700));
      if (isCount(child)) {
        for (Life life : new Lives(DELAYS, expiry, timeline).of(child)) {
          double[] doubts = new double[instants.size()];
          life.addDoubts(instants, doubts);
          for (int i = 0; i < doubts.length; i++) {
            assertThat(doubts[i]).isEqualTo(life.doubtAt(instants.at(i)));
          }
        }
      }
    }
  }

  /** What successive scrapes show stands in columns; it must say what rows say. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void columnsSayWhatRowsSay(long seed) throws BrokenSamples {
    Random random = new Random(seed);
    for (int trial = 0; trial < 3000; trial++) {
      Timeline timeline = timeline(random);
      Child rows = child(random);
      Child columns = inColumns(rows);
      OptionalLong expiry = random.nextBoolean() ? OptionalLong.of(3000) : OptionalLong.empty();
      Lives lives = new Lives(DELAYS, expiry, timeline);

      assertThat(columns.steady()).isEqualTo(rows.steady());
      assertThat(isCount(columns)).isEqualTo(isCount(rows));
      lives.noteRestarts(columns);
      if (isCount(rows)) {
        assertThat(gains(lives.of(columns), trial)).isEqualTo(gains(lives.of(rows), trial));
      }
    }
  }

  /** The same child; what it lacked in a scrape is 0. */
  private static Child inColumns(Child rows) {
    Column[] columns = new Column[rows.layout().size()];
    for (int position = 0; position < columns.length; position++) {
      double[] numbers = new double[rows.behind() - rows.first()];
      for (int row = 0; row < numbers.length; row++) {
        int scrape = rows.first() + row;
        if (!rows.presentAt(scrape)) {
          rows.set(scrape, position, 0);
        }
        numbers[row] = rows.at(scrape, position);
      }
      columns[position] = Column.of(numbers);
    }
    return new Child(rows.layout(), rows.first(), rows.behind(), columns);
  }

  private static boolean isCount(Child child) {
    try {
      child.check();
      return true;
    } catch (BrokenSamples e) {
      return false;
    }
  }

  private static String gains(List<Life> lives, long seed) {
    Random random = new Random(seed);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      long a = random.nextInt(13_000);
      long b = a + 1 + random.nextInt(13_000);
      for (Life life : lives) {
        all.append(told(life, a, b)).append(' ').append(life.doubtAt(a)).append('\n');
      }
    }
    return all.toString();
  }

  private static String told(Life life, long a, long b) {
    try {
      Gains.Numbers gains = life.gains(a, b, false).numbers();
      return Arrays.toString(gains.lower())
          + Arrays.toString(gains.upper())
          + Arrays.toString(gains.cellUpper())
          + Arrays.toString(gains.hidden())
          + life.unknownFrom()
          + ".."
          + life.over();
    } catch (BrokenSamples e) {
      return e.reason();
    }
  }

  private static Timeline timeline(Random random) {
    long[] stamps = LongStream.range(1, SCRAPES + 1).map(i -> 1000 * i).toArray();
    long[] durations = new long[SCRAPES];
    int most = random.nextInt(6) == 0 ? 2500 : 30; // so long that the next scrape is rendered first
    Arrays.setAll(durations, i -> random.nextInt(most));
    Timeline timeline = new Timeline(stamps, durations, 1000 * SCRAPES);
    if (random.nextInt(8) == 0) {
      timeline.restartBefore(1 + random.nextInt(SCRAPES - 1));
    }
    if (random.nextInt(4) == 0) {
      timeline.endsAt(random.nextBoolean() ? 15_000 : Long.MAX_VALUE);
    }
    return timeline;
  }

  /** A counter or a histogram, mostly without a fault. */
  private static Child child(Random random) {
    Layout layout =
        random.nextBoolean()
            ? Layout.COUNTER
            : Layout.histogram(new double[] {1, 2, Double.POSITIVE_INFINITY});
    int first = random.nextInt(3);
    int behind = SCRAPES - random.nextInt(3);
    Child child = new Child(layout, first, behind);
    double[] now = new double[layout.size()];
    for (int scrape = first; scrape < behind; scrape++) {
      grow(now, layout, random);
      if (random.nextInt(90) > 0) {
        for (int i = 0; i < now.length; i++) {
          child.set(scrape, i, random.nextInt(500) == 0 ? odd(random) : now[i]);
        }
      }
    }
    return child;
  }

  private static void grow(double[] now, Layout layout, Random random) {
    if (random.nextInt(60) == 0) {
      Arrays.fill(now, 0);
    }
    int more = random.nextInt(3);
    for (int i = random.nextInt(Math.max(1, layout.buckets())); i <= layout.count(); i++) {
      now[i] += more;
    }
    if (layout.isHistogram()) {
      now[layout.sum()] += more * 0.5;
    }
  }

  private static double odd(Random random) {
    double[] odd = {Double.NaN, -1, Double.POSITIVE_INFINITY, 0};
    return odd[random.nextInt(odd.length)];
  }
}
