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
        Part part = part(scene, lonely, others);
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
    List<String> called = names.isEmpty() ? List.copyOf(part.where().values()) : List.copyOf(names);
    Scraped scraped = Scraped.of(scene, called, part, legacy, others);
    String has = Text.side(legacy);
    String lacks = Text.side(!legacy);
    List<String> evidence = new ArrayList<>();
    evidence.add("the " + lacks + " targets counted nothing in these groups in the window");
    if (names.size() > 1) {
      evidence.add("only " + has + ": " + rows.label(part.column()) + " is " + Text.some(names));
    }
    evidence.add(
        "only "
            + has
            + ": "
            + Text.groups(part.rows().cardinality())
            + ", both: "
            + Text.groups(others.cardinality()));
    evidence.add(scraped.sentence(lacks));
    String title =
        scraped == Scraped.NO
            ? "no "
                + lacks
                + " target is called like "
                + Text.some(called)
                + ", whose requests only "
                + has
                + " counts"
            : "only the "
                + has
                + " metrics count in "
                + Text.groups(part.rows().cardinality())
                + ", all others have both";
    return new CauseFound(
            scraped == Scraped.NO ? "target-missing" : "mixed-rollout",
            title,
            scraped == Scraped.YES,
            where,
            rows.groups(part.rows()),
            evidence)
        .seenBy(
            new CauseFound.View(
                CauseFound.View.Number.COUNT,
                names.size() > 1 ? List.of(rows.label(part.column())) : List.of()));
  }

  /** Whether the part that has one generation only has targets of the other. */
  private enum Scraped {
    YES,
    NO,
    UNKNOWN;

    static Scraped of(Scene scene, List<String> names, Part part, boolean legacy, BitSet others) {
      TargetLabels targets = scene.around().targets(!legacy);
      if (names.stream().allMatch(targets::name)) {
        return YES;
      }
      if (names.stream().anyMatch(targets::name)) {
        return UNKNOWN;
      }
      int column = part.column();
      for (String label : part.where().keySet()) {
        column = column == 0 ? scene.rows().column(label) : column;
      }
      int asked = column;
      boolean othersAreNamed =
          asked > 0
              && others.stream()
                  .mapToObj(row -> scene.rows().value(asked, scene.rows().code(asked, row)))
                  .distinct()
                  .limit(50)
                  .anyMatch(targets::name);
      return othersAreNamed ? NO : UNKNOWN;
    }

    String sentence(String side) {
      return switch (this) {
        case YES -> "targets of " + side + " are called so and are scraped: they do not expose it";
        case NO ->
            "targets of " + side + " are called like others, none like these: is it scraped?";
        case UNKNOWN -> "what the targets of " + side + " are called does not tell whose they are";
      };
    }
  }
}
