package org.meshparity.tests.bench.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.simulation.Family;
import tools.jackson.databind.JsonNode;

/**
 * One check of a report's JSON, as any other program would read it.
 *
 * @param pieces the times that were compared, each {from, until} in microseconds of the meshes
 * @param cause empty if none
 */
record Said(
    Family family,
    String claim,
    @Nullable BigDecimal bound,
    @Nullable BigDecimal quantile,
    Map<String, String> group,
    List<long[]> pieces,
    String verdict,
    Range legacy,
    Range candidate,
    @Nullable BigDecimal atLeast,
    String cause,
    JsonNode source) {

  /** Bounds of one side; null where none is known. */
  record Range(@Nullable BigDecimal lower, @Nullable BigDecimal upper) {

    static Range of(JsonNode interval) {
      return new Range(number(interval.path("lower")), number(interval.path("upper")));
    }

    boolean excludes(BigDecimal truth) {
      return (lower != null && truth.compareTo(lower) < 0)
          || (upper != null && truth.compareTo(upper) > 0);
    }
  }

  static Said of(JsonNode check) {
    Map<String, String> group = new TreeMap<>();
    check.path("group").properties().forEach(e -> group.put(e.getKey(), e.getValue().asString()));
    return new Said(
        Family.of(check.path("metric").asString()),
        check.path("claim").asString(),
        number(check.path("bound")),
        number(check.path("quantile")),
        group,
        pieces(check),
        check.path("verdict").asString(),
        Range.of(check.path("legacy")),
        Range.of(check.path("candidate")),
        number(check.path("atLeast")),
        check.path("cause").isString() ? check.path("cause").asString() : "",
        check);
  }

  /** The whole of it where no pieces are named. */
  private static List<long[]> pieces(JsonNode check) {
    JsonNode named = check.path("pieces");
    List<long[]> pieces = new ArrayList<>();
    for (JsonNode piece : named.isMissingNode() ? List.of(check) : named) {
      pieces.add(
          new long[] {
            Windows.micros(piece.path("start").asString()),
            Windows.micros(piece.path("end").asString())
          });
    }
    return pieces;
  }

  private static @Nullable BigDecimal number(JsonNode node) {
    return node.isNumber() ? node.decimalValue() : null;
  }

  /** All of it, for a reader who looks for a mistake. */
  String text() {
    return source.toString();
  }

  /** Its sentence, without the times that were compared. */
  String because() {
    String because = source.path("because").asString();
    int times = because.indexOf(" % of the window had to be left out");
    return times < 0 ? because : because.substring(0, because.lastIndexOf('(', times));
  }

  boolean gap() {
    return verdict.equals("PROVED_DIFFERENT") || verdict.startsWith("MISSING_");
  }

  /** Whether the gate looks at it. */
  boolean gating() {
    return source.path("gating").asBoolean();
  }

  boolean decided() {
    return gap() || verdict.equals("PROVED_EQUAL");
  }
}
