package org.meshparity.comparator.source;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A {@link WrongAnswer} that a smaller question would not have got. */
final class AskedTooMuch extends WrongAnswer {

  private static final long serialVersionUID = 1L;

  /** The words of the known backends for limits on samples, series, chunks, bytes and time. */
  private static final List<String> LIMITS =
      List.of(
          "too many samples", // Prometheus: query processing would load too many samples
          "timed out", // Prometheus: query timed out in expression evaluation
          "deadline exceeded", // anything written in Go
          "timeout exceeded", // VictoriaMetrics: timeout exceeded during query execution
          "exceeds the timeout", // VictoriaMetrics
          "err-mimir-max-", // Mimir: err-mimir-max-chunks-per-query and its kin
          "hit the max number of", // Mimir and Cortex: chunks, series
          "exceeded the maximum", // Mimir: memory consumption, bytes
          "exceeded maximum", // of samples, series or data points, in the words of other servers
          "aggregated chunks size limit", // Mimir and Cortex
          "aggregated data size limit", // Cortex, and with it Amazon's service
          "exceeded series limit", // Thanos
          "exceeded chunks limit", // Thanos
          "exceeded bytes limit", // Thanos
          "exceeded samples limit", // Thanos
          "limit exceeded", // Thanos: store gateways and their limiters
          "-search.max", // VictoriaMetrics names the flag to raise
          "not enough memory for processing"); // VictoriaMetrics

  AskedTooMuch(String what, String remedy) {
    super(what, remedy);
  }

  @Override
  AskedTooMuch in(UnaryOperator<String> words) {
    String other = words.apply(what());
    return other.equals(what()) ? this : new AskedTooMuch(other, remedy());
  }

  /**
   * Whether a refusal is one of the question's size. A server that is merely busy says 429 or 503
   * and gives no such reason: the same question may be answered a little later.
   *
   * @param said the server's own words, empty for none
   */
  static boolean means(int status, String said) {
    return switch (status) {
      case 413, 414, 504 -> true;
      case 429 -> false;
      default -> says(said);
    };
  }

  /** Whether the words are those of a limit. */
  static boolean says(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return LIMITS.stream().anyMatch(lower::contains);
  }
}
