package org.meshparity.comparator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.envelope.Layout;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Packs;

class EdgesTest {

  private final MetricRule duration =
      Packs.resolve("istio-mixer-to-inproxy").metrics().stream()
          .filter(metric -> metric.name().equals("request-duration"))
          .findFirst()
          .orElseThrow();

  @Test
  void aDeclaredEdgeIsExact() {
    assertThat(edges(0.5, 2, Double.POSITIVE_INFINITY))
        .containsExactly(edge("1", "1"), edge("2", "2"));
  }

  /** The pack says that le="0.5" ends at 1, which is behind a bound that it does not know. */
  @Test
  void anEdgeThatIsDeclaredBeyondTheNextBoundMayLieAnywhereBetween() {
    assertThat(edges(0.5, 0.75, 2, Double.POSITIVE_INFINITY))
        .containsExactly(edge("0.75", "1"), edge("0.75", "1"), edge("2", "2"));
  }

  private List<Edge> edges(double... bounds) {
    return new Edges(duration).of(Layout.histogram(bounds), duration.candidate());
  }

  private static Edge edge(String certain, String possible) {
    return new Edge(Cut.before(new BigDecimal(certain)), Cut.before(new BigDecimal(possible)));
  }
}
