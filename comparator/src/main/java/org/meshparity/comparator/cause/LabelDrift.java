package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;

/**
 * Equal once one label is ignored: the same traffic goes by another value of it. If the values that
 * only one side has are "unknown", the side lost the label ({@code unknown-inflation}), else it
 * writes it otherwise ({@code label-drift}).
 */
final class LabelDrift implements Causes.Detector {

  private record Rest(String metric, Map<String, String> labels) {}

  @Override
  public List<CauseFound> find(List<Group> unexplained, List<Group> all) {
    List<CauseFound> found = new ArrayList<>();
    Set<Group> open = Conditions.same(unexplained.stream().filter(Group::countDiffers).toList());
    for (String label = best(open, all); label != null; label = best(open, all)) {
      List<Group> moved = moved(label, open, all);
      open.removeAll(moved);
      found.add(cause(label, moved, all));
    }
    return found;
  }

  private static @Nullable String best(Set<Group> open, List<Group> all) {
    Set<String> labels = new TreeSet<>();
    open.forEach(group -> labels.addAll(group.labels().keySet()));
    String best = null;
    int most = 0;
    for (String label : labels) {
      int moved = moved(label, open, all).size();
      if (moved > most) {
        most = moved;
        best = label;
      }
    }
    return best;
  }

  /** Groups with a gap that vanishes when all groups alike but for one label are added up. */
  private static List<Group> moved(String label, Set<Group> open, List<Group> all) {
    Map<Rest, List<Group>> families = new LinkedHashMap<>();
    all.forEach(
        group ->
            families.computeIfAbsent(rest(group, label), rest -> new ArrayList<>()).add(group));
    List<Group> moved = new ArrayList<>();
    for (List<Group> family : families.values()) {
      List<Group> gaps = family.stream().filter(open::contains).toList();
      boolean lacking =
          gaps.stream().anyMatch(group -> group.legacy().lower() > group.candidate().upper());
      boolean surplus =
          gaps.stream().anyMatch(group -> group.candidate().lower() > group.legacy().upper());
      if (lacking && surplus && together(family)) {
        moved.addAll(gaps);
      }
    }
    return moved;
  }

  private static Rest rest(Group group, String label) {
    Map<String, String> others = new TreeMap<>(group.labels());
    others.remove(label);
    return new Rest(group.metric(), others);
  }

  /** Whether the sums of both sides fit each other, and much better than the parts do. */
  private static boolean together(List<Group> family) {
    Bounds legacy = Bounds.ZERO;
    Bounds candidate = Bounds.ZERO;
    double apart = 0;
    for (Group group : family) {
      legacy = legacy.plus(group.legacy());
      candidate = candidate.plus(group.candidate());
      apart += Math.max(0, group.legacy().lower() - group.candidate().upper());
    }
    boolean overlap = legacy.lower() <= candidate.upper() && candidate.lower() <= legacy.upper();
    double width = (legacy.upper() - legacy.lower()) + (candidate.upper() - candidate.lower());
    return legacy.bounded() && candidate.bounded() && overlap && width <= apart;
  }

  private static CauseFound cause(String label, List<Group> moved, List<Group> all) {
    Set<String> surplus = new LinkedHashSet<>();
    Set<String> lacking = new LinkedHashSet<>();
    Bounds legacy = Bounds.ZERO;
    Bounds candidate = Bounds.ZERO;
    for (Group group : moved) {
      String value = group.labels().getOrDefault(label, "");
      (group.candidate().lower() > group.legacy().upper() ? surplus : lacking).add(value);
      legacy = legacy.plus(group.legacy());
      candidate = candidate.plus(group.candidate());
    }
    boolean unknown =
        surplus.stream().allMatch(value -> value.isEmpty() || value.equals("unknown"));
    String id = unknown ? "unknown-inflation" : "label-drift";
    String title =
        unknown
            ? "candidate says " + label + "=\"unknown\" where legacy says " + values(lacking)
            : label
                + " is written otherwise: candidate says "
                + values(surplus)
                + " where legacy says "
                + values(lacking);
    boolean exact = legacy.lower() == legacy.upper() && legacy.equals(candidate);
    Map<String, String> where = Conditions.apart(moved, all);
    String evidence =
        "with " + label + " ignored, the counts of these " + moved.size() + " groups agree";
    return new CauseFound(id, title, exact, where, moved, List.of(evidence));
  }

  private static String values(Set<String> values) {
    List<String> shown = values.stream().limit(3).map(value -> '"' + value + '"').toList();
    return String.join(", ", shown)
        + (values.size() > 3 ? " and " + (values.size() - 3) + " more" : "");
  }
}
