package org.meshparity.tests.bench.accuracy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;

/** Judges every group of a mesh as someone would who believes the two panels. */
final class NaiveRun {

  private static final double REQUESTS_TOLERANCE = 0.01;
  private static final double QUANTILE_TOLERANCE = 0.05;
  private static final List<Double> QUANTILES = List.of(0.5, 0.99);

  private final Naive naive;
  private final Truth truth;

  NaiveRun(Naive naive, Truth truth) {
    this.naive = naive;
    this.truth = truth;
  }

  void judge(Duration window, RunScore score) throws IOException, InterruptedException {
    Mesh mesh = truth.mesh();
    List<long[]> time = List.of(new long[] {Windows.start(window), Windows.SPAN.windowEnd()});
    Map<String, Double> legacy = naive.requests(mesh, Generation.LEGACY, window);
    Map<String, Double> candidate = naive.requests(mesh, Generation.CANDIDATE, window);
    truth
        .groups()
        .forEach(
            (group, streams) ->
                requests(group, sum(streams, legacy), sum(streams, candidate), time)
                    .ifPresent(said -> score.guessed("increase() \u00b11 %", said)));
    for (double q : QUANTILES) {
      quantiles(q, window, time, score);
    }
  }

  private Optional<Guess> requests(
      Map<String, String> group,
      @Nullable Double legacy,
      @Nullable Double candidate,
      List<long[]> time) {
    if ((legacy == null && candidate == null) || truth.unprovable(Family.REQUESTS, group)) {
      return Optional.empty();
    }
    double one = truth.measured(Generation.LEGACY, Family.REQUESTS, group, time).count();
    double two = truth.measured(Generation.CANDIDATE, Family.REQUESTS, group, time).count();
    boolean said =
        legacy == null || candidate == null || apart(legacy, candidate, REQUESTS_TOLERANCE);
    return Optional.of(new Guess(said, apart(one, two, REQUESTS_TOLERANCE)));
  }

  private void quantiles(double q, Duration window, List<long[]> time, RunScore score)
      throws IOException, InterruptedException {
    Mesh mesh = truth.mesh();
    Map<String, Double> legacy = naive.quantile(mesh, Generation.LEGACY, window, q);
    Map<String, Double> candidate = naive.quantile(mesh, Generation.CANDIDATE, window, q);
    for (Map.Entry<Map<String, String>, List<Stream>> group : truth.groups().entrySet()) {
      Double one = only(group.getValue(), legacy);
      Double two = only(group.getValue(), candidate);
      Measured first = measured(Generation.LEGACY, group.getKey(), time);
      Measured second = measured(Generation.CANDIDATE, group.getKey(), time);
      boolean known = one != null && two != null && first.count() > 0 && second.count() > 0;
      if (known && !truth.unprovable(Family.DURATION, group.getKey())) {
        BigDecimal at = BigDecimal.valueOf(q);
        boolean differs = apart(first.quantile(at), second.quantile(at), QUANTILE_TOLERANCE);
        boolean said = apart(one, two, QUANTILE_TOLERANCE);
        score.guessed("histogram_quantile() \u00b15 %", new Guess(said, differs));
      }
    }
  }

  private Measured measured(Generation generation, Map<String, String> group, List<long[]> time) {
    return truth.measured(generation, Family.DURATION, group, time);
  }

  private static boolean apart(double legacy, double candidate, double tolerance) {
    return Math.abs(candidate - legacy) > tolerance * legacy;
  }

  private static @Nullable Double sum(List<Stream> streams, Map<String, Double> values) {
    List<Double> found =
        streams.stream().map(Stream::name).filter(values::containsKey).map(values::get).toList();
    return found.isEmpty() ? null : found.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Quantiles do not add up. */
  private static @Nullable Double only(List<Stream> streams, Map<String, Double> values) {
    return streams.size() == 1 ? values.get(streams.get(0).name()) : null;
  }

  /**
   * What was said, and what is.
   *
   * @param different said to differ
   * @param differs truly differs
   */
  record Guess(boolean different, boolean differs) {}
}
