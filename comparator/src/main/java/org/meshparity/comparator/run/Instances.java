package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;

/** Names instances in queries. */
final class Instances {

  /** So many are named in one query. */
  static final int AT_ONCE = 300;

  private Instances() {}

  /** Series of these only. */
  static LabelMatchers matching(Collection<String> instances) {
    return new LabelMatchers(List.of(Matcher.oneOf("instance", instances)));
  }

  /** As many as one query may name, in their order. */
  static List<List<String>> inParts(Collection<String> instances) {
    List<String> all = List.copyOf(instances);
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      parts.add(all.subList(i, Math.min(all.size(), i + AT_ONCE)));
    }
    return parts;
  }
}
