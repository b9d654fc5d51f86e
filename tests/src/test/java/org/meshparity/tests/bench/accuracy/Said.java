package org.meshparity.tests.bench.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.simulation.Family;
import tools.jackson.databind.JsonNode;

/**
 * One check of a report's JSON, as any other program would read it.
 *
 * @param pieces the times that were compared, each {from, until} in microseconds of the meshes
 * @param allPieces whether the report names all of them
 * @param cause empty if none
 */
record Said(
    Family family,
    String claim,
    @Nullable BigDecimal bound,
    @Nullable BigDecimal quantile,
    Map<String, String> group,
    List<long[]> pieces,
    boolean allPieces,
    String verdict,
    Range legacy,
    Range candidate,
    @Nullable BigDecimal atLeast,
    String cause,
    JsonNode source) {

  private static final Pattern COMPARED = Pattern.compile("; compared: ([^)]*)\\)");
  private static final Pattern PIECE = Pattern.compile("(\\S+Z) to (\\S+Z)");
  private static final String MORE = " and more";

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
    Matcher compared = COMPARED.matcher(check.path("because").asString());
    boolean cut = compared.find();
    return new Said(
        Family.of(check.path("metric").asString()),
        check.path("claim").asString(),
        number(check.path("bound")),
        number(check.path("quantile")),
        group,
        cut ? pieces(compared.group(1)) : List.of(window(check)),
        !cut || !compared.group(1).endsWith(MORE),
        check.path("verdict").asString(),
        Range.of(check.path("legacy")),
        Range.of(check.path("candidate")),
        number(check.path("atLeast")),
        check.path("cause").isString() ? check.path("cause").asString() : "",
        check);
  }

  private static long[] window(JsonNode check) {
    return new long[] {
      Windows.micros(check.path("start").asString()), Windows.micros(check.path("end").asString())
    };
  }

  private static List<long[]> pieces(String text) {
    List<long[]> pieces = new ArrayList<>();
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      pieces.add(new long[] {Windows.micros(piece.group(1)), Windows.micros(piece.group(2))});
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
