package org.meshparity.comparator.run;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;
import org.meshparity.rules.SeriesPart;

/**
 * Selects the series of some groups with as few matchers as do: neighbours are asked for together,
 * each label with all their values. That can select more than the groups, so whoever asks takes
 * only what belongs to them; where it would select most of the metric anyway, all of it is asked
 * for at once.
 */
final class GroupSelections {

  /** So many groups at most stand in one query. */
  private static final int MOST_GROUPS = 200;

  /** And so many characters of matchers. */
  private static final int LONGEST = 8_000;

  /** Beyond this share of a metric's groups single ones are not worth their matchers. */
  private static final double WHOLE = 0.5;

  /** Some groups and matchers that select at least their series. */
  record Selection(LabelMatchers matchers, Set<GroupKey> keys) {}

  private final Identity identity;
  private final GroupMatchers backwards;
  private final int mostGroups;

  GroupSelections(Identity identity) {
    this(identity, MOST_GROUPS);
  }

  private GroupSelections(Identity identity, int mostGroups) {
    this.identity = identity;
    this.backwards = new GroupMatchers(identity);
    this.mostGroups = mostGroups;
  }

  /** For groups without many others among them, which only the length of matchers limits. */
  static GroupSelections ofNeighbours(Identity identity) {
    return new GroupSelections(identity, Integer.MAX_VALUE);
  }

  /**
   * How to select some groups of a part of a metric.
   *
   * @param all every group of the metric that is known on this side
   * @return null where everything should be asked for
   */
  @Nullable List<Selection> of(Set<GroupKey> wanted, Collection<GroupKey> all, SeriesPart part) {
    if (wanted.size() > WHOLE * all.size()) {
      return null;
    }
    double selected = 0;
    List<Selection> selections = of(wanted, part);
    for (Selection selection : selections) {
      selected += among(selection.keys(), all);
    }
    return selected > WHOLE * all.size() ? null : selections;
  }

  /** The same, however much of the metric it is. */
  List<Selection> of(Set<GroupKey> wanted, SeriesPart part) {
    List<Selection> selections = new ArrayList<>();
    Gathered gathered = new Gathered();
    for (GroupKey key : sorted(wanted)) {
      Optional<LabelMatchers> matchers = backwards.of(key.toMap(identity.labels()), part.labels());
      if (matchers.isEmpty()) {
        continue; // the part's name says that it tells of other groups
      }
      if (gathered.full(mostGroups)) {
        selections.add(gathered.selection());
        gathered = new Gathered();
      }
      gathered.add(key, matchers.get());
    }
    if (!gathered.keys.isEmpty()) {
      selections.add(gathered.selection());
    }
    return selections;
  }

  /** How many known groups have, label by label, a value of these: about what is selected. */
  private long among(Set<GroupKey> keys, Collection<GroupKey> all) {
    List<Set<String>> together = new ArrayList<>();
    for (int i = 0; i < identity.labels().size(); i++) {
      Set<String> ofLabel = new TreeSet<>();
      for (GroupKey key : keys) {
        ofLabel.add(key.values().get(i));
      }
      together.add(ofLabel);
    }
    return all.stream().filter(key -> within(key, together)).count();
  }

  private static boolean within(GroupKey key, List<Set<String>> values) {
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).contains(key.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<GroupKey> sorted(Set<GroupKey> keys) {
    return keys.stream().sorted(GroupKey.ORDER).toList();
  }

  /** Groups whose matchers become one. */
  private static final class Gathered {
    private final Set<GroupKey> keys = new LinkedHashSet<>();
    private final Map<String, Set<String>> values = new LinkedHashMap<>();
    private final Map<String, Set<String>> expressions = new LinkedHashMap<>();

    void add(GroupKey key, LabelMatchers matchers) {
      Map<String, Matcher> own = new LinkedHashMap<>();
      matchers.matchers().forEach(matcher -> own.put(matcher.label(), matcher));
      if (keys.isEmpty()) {
        own.keySet().forEach(label -> values.put(label, new TreeSet<>()));
      }
      values.keySet().retainAll(own.keySet()); // one that cannot be asked for: any value
      own.forEach(
          (label, matcher) -> {
            if (values.containsKey(label)) {
              boolean one = matcher.op() == Op.EQUAL;
              (one ? values : expressions)
                  .computeIfAbsent(label, any -> new TreeSet<>())
                  .add(matcher.value());
            }
          });
      keys.add(key);
    }

    boolean full(int mostGroups) {
      int length = 0;
      for (Set<String> texts : values.values()) {
        length += texts.stream().mapToInt(String::length).sum() + texts.size();
      }
      for (Set<String> texts : expressions.values()) {
        length += texts.stream().mapToInt(String::length).sum() + texts.size();
      }
      return keys.size() >= mostGroups || length > LONGEST;
    }

    Selection selection() {
      List<Matcher> matchers = new ArrayList<>();
      values.forEach((label, some) -> matchers.add(matcher(label, some)));
      return new Selection(new LabelMatchers(matchers), keys);
    }

    /** Values alone are looked up; expressions have to be tried one by one. */
    private Matcher matcher(String label, Set<String> some) {
      Set<String> tried = expressions.getOrDefault(label, Set.of());
      if (tried.isEmpty()) {
        return Matcher.oneOf(label, some);
      }
      Set<String> all = new TreeSet<>(tried);
      some.forEach(value -> all.add(Pattern.quote(value)));
      return Matcher.anyOf(label, all);
    }
  }
}
