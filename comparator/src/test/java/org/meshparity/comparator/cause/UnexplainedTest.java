package org.meshparity.comparator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UnexplainedTest {

  @Test
  void theFewestConditionsCoverWhatDiffers() {
    List<CauseFound> causes = mesh(1240).causes();

    assertThat(causes).extracting(CauseFound::id).containsExactly("unexplained");
    assertThat(causes.get(0).title())
        .isEqualTo(
            "all 1,240 groups of requests that differ have code=\"0\" and reporter=\"source\"; no"
                + " group without a gap has");
    assertThat(causes.get(0).where()).isEqualTo(Map.of("reporter", "source", "code", "0"));
  }

  @Test
  void tenThousandGroupsBecomeAHandfulOfSentences() {
    assertThat(mesh(10_000).causes()).hasSizeLessThan(8);
  }

  /** Ten times as many groups take about ten times the work, not a hundred times. */
  @Test
  void timeGrowsWithTheGroupsAndNotWithTheirSquare() {
    seconds(2_000);
    double small = Math.max(0.05, seconds(5_000));
    double large = seconds(50_000);
    System.out.printf(
        "causes of 5,000 and 50,000 differing groups: %.2f s, %.2f s%n", small, large);

    assertThat(large).isLessThan(40 * small);
  }

  private static double seconds(int differing) {
    Made mesh = mesh(differing);
    long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(mesh.causes()).isNotEmpty();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e9;
  }

  @Test
  void theWorstVolumeComesFirst() {
    List<CauseFound> causes =
        new Made()
            .counted(Map.of("app", "small", "code", "200"), 100, 130)
            .counted(Map.of("app", "large", "code", "200"), 100_000, 60_000)
            .counted(Map.of("app", "fine", "code", "200"), 100, 100)
            .causes();

    assertThat(causes.get(0).where()).isEqualTo(Map.of("app", "large"));
    assertThat(causes).hasSize(2);
  }

  @Test
  void whatNoLabelTellsApartIsSaidSo() {
    List<CauseFound> causes =
        new Made()
            .counted(Map.of("app", "a"), 100, 130)
            .counted(Map.of("app", "a"), 100, 60)
            .counted(Map.of("app", "a"), 100, 100)
            .causes();

    assertThat(causes.get(0).title()).contains("no few labels tell them from the others");
  }

  /** Groups of a source that differ either way at one code, and equal ones of all other kinds. */
  private static Made mesh(int differing) {
    SplittableRandom random = new SplittableRandom(5);
    Made mesh = new Made();
    for (int i = 0; i < differing; i++) {
      double share = i % 2 == 0 ? 1.3 + random.nextDouble() / 2 : 0.55 + random.nextDouble() / 5;
      double count = 1000 + random.nextInt(100);
      mesh.counted(labels(i, "source", "0", random), count, Math.rint(count * share));
      mesh.counted(labels(i, "source", "200", random), count, count);
      mesh.counted(labels(i, "destination", "0", random), count, count);
    }
    return mesh;
  }

  private static Map<String, String> labels(
      int i, String reporter, String code, SplittableRandom random) {
    return Map.of(
        "reporter", reporter,
        "code", code,
        "workload", "w" + i % 997,
        "caller", "c" + i,
        "version", "v" + random.nextInt(4),
        "namespace", "n" + i % 31);
  }
}
