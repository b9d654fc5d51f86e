package org.meshparity.comparator.cause;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the groups that one side lacks belong to something that this side scrapes, by what its
 * targets are called. Only labels count by whose values nearly all that both sides have is called,
 * and of them those whose values no other group of the kind has.
 */
final class Callings {

  private static final double NEARLY_ALL = 0.8;

  /** Names of nothing that could be a target. */
  private static final Set<String> NOBODY = Set.of("", "unknown");

  /** Whether targets are called like the groups. */
  enum Scraped {
    YES,
    NO,
    UNKNOWN
  }

  private final String side;
  private final Set<String> called = new TreeSet<>();
  private final Set<String> notCalled = new TreeSet<>();

  /**
   * Looks at every label.
   *
   * @param lacking rows of which the side has nothing
   * @param others rows that it has
   * @param legacy whose targets they are
   */
  Callings(Scene scene, BitSet lacking, BitSet others, boolean legacy) {
    this.side = Text.side(legacy);
    TargetLabels targets = scene.around().targets(legacy);
    BitSet alike = alike(scene, lacking, others);
    for (int column = 1; column < scene.rows().columns(); column++) {
      Set<String> own = values(scene.rows(), column, lacking);
      Set<String> theirs = values(scene.rows(), column, alike);
      boolean apart = own.stream().noneMatch(theirs::contains);
      Set<String> all = values(scene.rows(), column, others);
      all.removeAll(own);
      long named = all.stream().filter(targets::name).count();
      if (apart && !all.isEmpty() && named >= NEARLY_ALL * all.size()) {
        own.forEach(value -> (targets.name(value) ? called : notCalled).add(value));
      }
    }
  }

  /** Others of the same kind: all that share what the lacking ones share with most others. */
  private static BitSet alike(Scene scene, BitSet lacking, BitSet others) {
    Rows rows = scene.rows();
    BitSet alike = (BitSet) others.clone();
    for (int column : scene.conditions().shared(lacking)) {
      int code = rows.code(column, lacking.nextSetBit(0));
      BitSet same = new BitSet();
      others.stream().filter(row -> rows.code(column, row) == code).forEach(same::set);
      if (3 * same.cardinality() >= others.cardinality()) {
        alike.and(same);
      }
    }
    return alike.isEmpty() ? others : alike;
  }

  private static Set<String> values(Rows rows, int column, BitSet some) {
    BitSet codes = new BitSet();
    some.stream().forEach(row -> codes.set(rows.code(column, row)));
    Set<String> values = new TreeSet<>();
    codes.stream().mapToObj(code -> rows.value(column, code)).forEach(values::add);
    values.removeAll(NOBODY);
    return values;
  }

  Scraped scraped() {
    if (!notCalled.isEmpty()) {
      return Scraped.NO;
    }
    return called.isEmpty() ? Scraped.UNKNOWN : Scraped.YES;
  }

  /** What no target is called like. */
  Set<String> notCalled() {
    return notCalled;
  }

  String sentence() {
    return switch (scraped()) {
      case YES ->
          "targets of "
              + side
              + " are called like "
              + Text.some(called)
              + " and are scraped: they do not expose it";
      case NO ->
          "targets of " + side + " are called like all others, and none like these: is it scraped?";
      case UNKNOWN -> "what the targets of " + side + " are called does not tell whose they are";
    };
  }
}
