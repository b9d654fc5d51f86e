package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.Pack;

/** What a server merges of several scrapers is found out in parts, or said to be unknown. */
class MergedScrapersTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final int TARGETS = 5;
  private static final int SCRAPES = 80;
  private static final String DOUBT = "merges what several scrapers of a target wrote";

  private static final Pack PACK = SimulationPack.of(EnumSet.of(Family.REQUESTS));

  private static List<ScrapedSeries> up(String... replicas) {
    List<ScrapedSeries> all = new ArrayList<>();
    for (String replica : replicas) {
      for (int target = 0; target < TARGETS; target++) {
        Map<String, String> labels =
            Map.of("job", Generation.LEGACY.job(), "instance", "i:" + target, "replica", replica);
        long[] stamps = LongStream.range(0, SCRAPES).map(i -> 15_000 * i + 7000).toArray();
        double[] values = IntStream.range(0, SCRAPES).mapToDouble(i -> 1).toArray();
        all.add(new ScrapedSeries("up", labels, stamps, values));
      }
    }
    return all;
  }

  private static List<String> doubts(MergingSource source) throws SourceUnavailable {
    SideRun side =
        new SideRun(
            "legacy",
            new SideSettings(
                source, SimulationPack.selector(Generation.LEGACY), Duration.ofSeconds(15)),
            PACK.legacy(),
            Identity.legacy(PACK),
            0,
            0,
            new Budget(RunLimits.DEFAULT, 2));
    side.readTargets(EPOCH, EPOCH + 15_000 * SCRAPES, List.of());
    return side.asking().warnings();
  }

  @Test
  void whatIsTooLargeToCountIsCountedOnFewerTargets() throws SourceUnavailable {
    MergingSource merging = new MergingSource(EPOCH, up("a"), up("a", "b"), 2);

    assertThat(doubts(merging)).singleElement().asString().contains("(5 up series", "10 before");
    assertThat(merging.asked()).hasSizeGreaterThan(5);
  }

  @Test
  void oneScraperCountedInPartsIsNothingToDoubt() throws SourceUnavailable {
    assertThat(doubts(new MergingSource(EPOCH, up("a"), up("a"), 1))).isEmpty();
  }

  @Test
  void whereNotEvenOneTargetCanBeCountedTheRunIsUndecidedAndNamesTheRemedy()
      throws SourceUnavailable {
    assertThat(doubts(new MergingSource(EPOCH, up("a"), up("a"), 0)))
        .singleElement()
        .asString()
        .startsWith("whether simulated " + DOUBT)
        .contains("simulated would load too many samples")
        .endsWith("raise the server's limit, or ask it with the parameter dedup=false");
  }
}
