package org.meshparity.comparator.run;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.run.ShardReport.Span;

/** The first thing in which two that should be equal are not, as a clause for a message. */
final class Difference {

  private Difference() {}

  /**
   * Of two that differ. Of records it is the component, and theirs in turn.
   *
   * @param what both are
   */
  static String of(String what, @Nullable Object first, @Nullable Object other) {
    if (first instanceof Record one && other instanceof Record two && !(first instanceof Span)) {
      for (RecordComponent part : one.getClass().getRecordComponents()) {
        Object before = value(part, one);
        Object after = value(part, two);
        if (!Objects.equals(before, after)) {
          return of(what + ", " + words(part.getName()), before, after);
        }
      }
    }
    return "its " + what + " is " + other + ", not " + first;
  }

  private static @Nullable Object value(RecordComponent part, Record of) {
    try {
      return part.getAccessor().invoke(of);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException("the shard's " + part.getName() + " cannot be read", hidden);
    }
  }

  /** {@code minCoverage} as people write it. */
  private static String words(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      words.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : String.valueOf(c));
    }
    return words.toString();
  }
}
