package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;

/** Two targets, scraped every 15 s until 900 s; of the second there is nothing behind 300 s. */
class CeasedTargetsTest {

  private static final Delays DELAYS = new Delays(3, 0, 1000, 0);
  private static final Target STOPPED = new Target("", "j", "b");

  private final Targets targets = Targets.of(List.of(up("a", 60), up("b", 20)), List.of(), 15_000);

  private static RawSeries up(String instance, int scrapes) {
    long[] stamps = new long[scrapes];
    double[] values = new double[scrapes];
    Arrays.setAll(stamps, i -> (i + 1) * 15_000L);
    Arrays.fill(values, 1);
    return new RawSeries(
        Labels.of(Map.of("__name__", "up", "job", "j", "instance", instance)), stamps, values);
  }

  /** Counts one at each scrape. */
  private Child counter() {
    Child child = new Child(Layout.COUNTER, 20);
    for (int i = 0; i < 20; i++) {
      child.set(i, 0, i);
    }
    return child;
  }

  private Pieces pieces() {
    RawGroup group = new RawGroup();
    group.add(counter(), new Lives(DELAYS, OptionalLong.empty(), targets.of(STOPPED)));
    return Pieces.seenByBoth(100_000, 800_000, group, new RawGroup());
  }

  @Test
  void aTargetThatIsGoneIsOverAfterItsGrace() {
    assertThat(targets.endedInstances()).containsExactly("b");
    assertThat(pieces().list())
        .containsExactly(new Pieces.Piece(100_000, 299_000), new Pieces.Piece(375_000, 800_000));
  }

  @Test
  void ofATargetThatMerelyCeasedNothingIsClaimedAnyMore() {
    targets.ceased(STOPPED);

    assertThat(pieces().list()).containsExactly(new Pieces.Piece(100_000, 299_000));
    assertThat(targets.ceased()).containsExactly("b");
  }

  @Test
  void whereItIsSilentItIsNotOver() {
    assertThat(targets.silentInstances(400_000, 600_000)).isEmpty();

    targets.ceased(List.of("b"));

    assertThat(targets.silentInstances(400_000, 600_000)).containsExactly("b");
  }

  @Test
  void aTargetThatIsStillScrapedHasNotCeased() {
    targets.ceased(List.of("a"));

    assertThat(targets.ceased()).isEmpty();
    assertThat(targets.scrapedUntil()).isEqualTo(900_000);
  }

  @Test
  void theTimeThatNobodySawIsMissingInTheCoverage() {
    assertThat(targets.scraped(300_000, 900_000)).isEqualTo(1);

    targets.ceased(STOPPED);

    assertThat(targets.scraped(300_000, 900_000)).isEqualTo(0.5);
  }
}
