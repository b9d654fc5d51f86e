package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Part of the population has only one generation: all groups in which one side counted nothing
 * while the other did are told from all others by one label, besides labels that they share. The
 * label with the fewest values is taken: a namespace rather than each of its workloads.
 *
 * <p>Whether that part does not expose the metrics or is not scraped, only the names of targets can
 * tell: where none of the lacking side's is called like it, while others are called like theirs, it
 * is likely {@code target-missing}.
 */
final class MixedRollout implements Causes.Detector {

  /** One against none may also be one that was lost; so many of them may not. */
  private static final double LEAST = 20;

  private static final int MOST = 5;

  @Override
  public List<CauseFound> find(Scene scene) {
    List<CauseFound> found = new ArrayList<>();
    for (boolean legacy : List.of(true, false)) {
      BitSet lonely = scene.open(group -> isOnlyOn(legacy, group));
      BitSet others = scene.rows().where(group -> group.traffic() > 0 && !isOnlyOn(legacy, group));
      for (int i = 0; i < MOST && !lonely.isEmpty() && !others.isEmpty(); i++) {
        Part part = largest(scene, lonely, others);
        if (part == null || counted(scene, part.rows(), legacy) < LEAST) {
          break;
        }
        found.add(cause(scene, part, legacy, others));
        lonely.andNot(part.rows());
      }
    }
    return found;
  }

  private static boolean isOnlyOn(boolean legacy, Group group) {
    return group.countDiffers() && group.on(legacy).lower() > 0 && group.on(!legacy).upper() == 0;
  }

  private static double counted(Scene scene, BitSet rows, boolean legacy) {
    return scene.rows().groups(rows).stream().mapToDouble(g -> g.on(legacy).lower()).sum();
  }

  /**
   * Groups that a label's values tell from all others.
   *
   * @param where labels that they share and the others must share too, to be told apart
   * @param column the label
   * @param codes its values
   */
  private record Part(Map<String, String> where, int column, BitSet codes, BitSet rows) {}

  /** Where nothing tells all of them from the others, those are tried that share one more label. */
  private static @Nullable Part largest(Scene scene, BitSet lonely, BitSet others) {
    Part best = part(scene, lonely, others);
    if (best != null && best.rows().cardinality() == lonely.cardinality()) {
      return best;
    }
    Rows rows = scene.rows();
    for (int column = 1; column < rows.columns(); column++) {
      Map<Integer, BitSet> byCode = new TreeMap<>();
      for (int row = lonely.nextSetBit(0); row >= 0; row = lonely.nextSetBit(row + 1)) {
        byCode.computeIfAbsent(rows.code(column, row), code -> new BitSet()).set(row);
      }
      for (BitSet some : byCode.size() > MOST ? List.<BitSet>of() : byCode.values()) {
        Part part = part(scene, some, others);
        best = part != null && (best == null || isBetter(part, best)) ? part : best;
      }
    }
    return best;
  }

  private static @Nullable Part part(Scene scene, BitSet lonely, BitSet others) {
    Conditions conditions = scene.conditions();
    List<Integer> shared = conditions.shared(lonely);
    BitSet alike = (BitSet) others.clone();
    Map<String, String> where = new TreeMap<>();
    if (!shared.isEmpty()) {
      where.putAll(conditions.telling(lonely, others));
      alike = scene.rows().where(group -> Conditions.satisfies(group, where));
      alike.and(others);
    }
    if (alike.isEmpty() && !where.isEmpty()) {
      return new Part(where, 0, new BitSet(), lonely);
    }
    Part best = null;
    for (int column = 1; column < scene.rows().columns(); column++) {
      Part part = byValues(scene.rows(), column, lonely, alike, where);
      if (best == null || isBetter(part, best)) {
        best = part;
      }
    }
    return best == null || best.rows().isEmpty() ? null : best;
  }

  private static boolean isBetter(Part part, Part best) {
    int more = Integer.compare(part.rows().cardinality(), best.rows().cardinality());
    return more > 0 || (more == 0 && part.codes().cardinality() < best.codes().cardinality());
  }

  private static Part byValues(
      Rows rows, int column, BitSet lonely, BitSet others, Map<String, String> where) {
    BitSet both = new BitSet();
    others.stream().forEach(row -> both.set(rows.code(column, row)));
    BitSet codes = new BitSet();
    BitSet chosen = new BitSet();
    lonely.stream()
        .filter(row -> !both.get(rows.code(column, row)))
        .forEach(
            row -> {
              codes.set(rows.code(column, row));
              chosen.set(row);
            });
    return new Part(where, column, codes, chosen);
  }

  private static CauseFound cause(Scene scene, Part part, boolean legacy, BitSet others) {
    Rows rows = scene.rows();
    TreeSet<String> names = new TreeSet<>();
    part.codes().stream().forEach(code -> names.add(rows.value(part.column(), code)));
    Map<String, String> where = new TreeMap<>(part.where());
    if (names.size() == 1) {
      where.put(rows.label(part.column()), names.first());
    }
    Callings callings = new Callings(scene, part.rows(), others, !legacy);
    Callings.Scraped scraped = callings.scraped();
    String has = Text.side(legacy);
    String lacks = Text.side(!legacy);
    List<String> evidence = new ArrayList<>();
    evidence.add("the " + lacks + " targets counted nothing in these groups in the window");
    if (names.size() > 1) {
      evidence.add("only " + has + ": " + rows.label(part.column()) + " is " + Text.some(names));
    }
    int asked = part.column() > 0 ? part.column() : rows.column(where.keySet().iterator().next());
    evidence.add(
        "by "
            + rows.label(asked)
            + ", only "
            + has
            + ": "
            + Text.whole(values(rows, asked, part.rows()))
            + ", both: "
            + Text.whole(values(rows, asked, others)));
    evidence.add(callings.sentence());
    String title =
        scraped == Callings.Scraped.NO
            ? "no "
                + lacks
                + " target is called like "
                + Text.some(callings.notCalled())
                + ", whose requests only "
                + has
                + " counts"
            : "only the "
                + has
                + " metrics count in "
                + Text.groups(part.rows().cardinality())
                + ", all others have both";
    return new CauseFound(
            scraped == Callings.Scraped.NO ? "target-missing" : "mixed-rollout",
            title,
            scraped == Callings.Scraped.YES,
            where,
            rows.groups(part.rows()),
            evidence)
        .seenBy(
            new CauseFound.View(
                CauseFound.View.Shows.COUNT,
                names.size() > 1 ? List.of(rows.label(part.column())) : List.of()));
  }

  private static int values(Rows rows, int column, BitSet some) {
    BitSet codes = new BitSet();
    some.stream().forEach(row -> codes.set(rows.code(column, row)));
    return codes.cardinality();
  }
}
