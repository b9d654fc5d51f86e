package org.meshparity.comparator.envelope;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.rules.SeriesPart;

/** Under which names a group shows: each part of a metric may do so under one. */
final class NamesSeen {

  private @Nullable Named first;
  private @Nullable Map<SeriesPart, String> others;

  /** Notes a name; says what is wrong if the part had another one. */
  @Nullable String note(Named named) {
    Named known = first;
    if (known == null) {
      first = named;
      return null;
    }
    if (known.part().equals(named.part())) {
      return told(known.name(), named.name());
    }
    if (others == null) {
      others = new HashMap<>();
    }
    return told(others.putIfAbsent(named.part(), named.name()), named.name());
  }

  private static @Nullable String told(@Nullable String before, String name) {
    return before == null || before.equals(name) ? null : BrokenSamples.twoNames(before, name);
  }
}
